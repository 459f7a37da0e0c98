namespace Shouwang.Server.City.Files;

/// <summary>Truth of a file: the ordinal of the person of every data row, one a line, −1 for nobody.</summary>
internal sealed class SubjectFile : IDisposable
{
    private readonly FileStream stream;
    private readonly RowBuffer buffer = new(1 << 16);

    public SubjectFile(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1);
    }

    public void Add(int ordinal)
    {
        buffer.PutNumber(ordinal);
        buffer.Put((byte)'\n');
        if (buffer.NearlyFull)
        {
            Flush();
        }
    }

    public void Dispose()
    {
        Flush();
        stream.Dispose();
    }

    private void Flush()
    {
        stream.Write(buffer.Written);
        buffer.Clear();
    }
}
