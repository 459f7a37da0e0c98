using System.Text;
using Shouwang.Bench;
using Shouwang.Bench.Ours;
using Shouwang.Bench.Report;
using Shouwang.Bench.Rivals;

// It reads /proc and rusage.
[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]

if (Launched.IsLauncher(args))
{
    return await Launched.LaunchAsync(args);
}

Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
Options options;
try
{
    options = Options.Parse(args);
}
catch (FormatException error)
{
    Console.Error.WriteLine($"{error.Message}\n{Options.Usage}");
    return 2;
}

var machine = Machine.Look();
var folders = new Folders(options);
var findings = new Findings(options, machine);
if (options.Parts.Contains("means"))
{
    await new OurMeans(options, folders, findings).MeasureAsync();
}

if (options.Parts.SetEquals(["means"]))
{
    findings.Print(Console.Out);
    if (options.Json is { } means)
    {
        await findings.SaveAsync(means);
    }

    return 0;
}

if (options.Parts.SetEquals(["pages"]))
{
    await new OurPages(options, folders, await Published.MakeAsync(folders), findings).MeasureAsync();
    findings.Print(Console.Out);
    return 0;
}

var city = new BenchCity(options, folders);
await city.EnsureAsync();
var program = await Published.MakeAsync(folders);
var night = new OurNight(options, folders, program, findings);
var rescreen = new OurRescreen(options, folders, program, findings);
if (options.Parts.Contains("night"))
{
    await night.MeasureAsync();
}

await night.StoreAsync();
if (options.Parts.Contains("rescreen"))
{
    await rescreen.MeasureAsync();
}

if (options.Parts.Contains("postgres") || options.Parts.Contains("sqlite"))
{
    await new Contest(options, folders, findings, rescreen).MeasureAsync();
}

if (options.Parts.Contains("person"))
{
    await new OurPerson(options, folders, findings).MeasureAsync();
}

// Last: it adds rows to the stored city.
if (options.Parts.Contains("daily"))
{
    await new OurDay(options, folders, city, program, findings).MeasureAsync();
}

if (options.Parts.Contains("pages"))
{
    await new OurPages(options, folders, program, findings).MeasureAsync();
}

findings.Print(Console.Out);
if (options.Json is { } file)
{
    await findings.SaveAsync(file);
}

return 0;
