namespace Shouwang.Tests.Monitoring.Matching;

/// <summary>The matching files of the national pack, found from the test binary upwards.</summary>
internal static class Pack
{
    public static string Path(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = System.IO.Path.Combine(folder.FullName, "packs", "cn", "monitoring", file);
            if (File.Exists(path))
            {
                return path;
            }
        }

        throw new FileNotFoundException(file);
    }
}
