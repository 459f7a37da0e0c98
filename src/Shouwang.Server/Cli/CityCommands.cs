using System.CommandLine;
using System.Globalization;
using Shouwang.Server.City;

namespace Shouwang.Server.Cli;

/// <summary><c>city make</c>: what a city like Huaibei would deliver, all people synthetic, with the truth beside it.</summary>
internal static class CityCommands
{
    public static Command Make()
    {
        var to = new Option<DirectoryInfo>("--out") { Description = "输出文件夹 / output folder", Required = true };
        var scale = Scale();
        var seed = Seed();
        var only = new Option<bool>("--register-only") { Description = "只要名册、事实与旧台账，不写交付文件 / the register, its facts and the old registers, no deliveries" };
        var make = new Command("make", "生成合成城市：交付文件、名册、真值 / make a synthetic city: deliveries, register, truth") { to, scale, seed, only };
        make.SetAction(async (parsed, cancel) =>
        {
            var terminal = Globals.Terminal(parsed);
            var options = new CityOptions { PackFolder = Globals.PackOf(parsed), Out = parsed.GetValue(to)!.FullName, Scale = parsed.GetValue(scale), Seed = parsed.GetValue(seed) };
            if (parsed.GetValue(only))
            {
                var means = await Task.Run(() => CityMaker.MakeRegister(options, cancel), cancel);
                terminal.Document(means);
                terminal.Line($"名册与事实已写入 {options.Out}：{means.Facts.Incomes:N0} 条收入、{means.Facts.Expenses:N0} 条支出。全部人员均为虚构。", $"Register and facts written to {options.Out}: {means.Facts.Incomes:N0} incomes, {means.Facts.Expenses:N0} expenses. All people are made up.");
                return 0;
            }

            var summary = await MakeAsync(terminal, options, cancel);
            terminal.Document(summary);
            return 0;
        });
        return new Command("city", "合成城市 / the synthetic city") { make };
    }

    public static Option<decimal> Scale() => new("--scale")
    {
        Description = "规模，1 为改革实际规模 / size; 1 is the reform's own",
        DefaultValueFactory = _ => 1m,
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var scale) && scale is > 0 and <= 20)
            {
                return scale;
            }

            result.AddError($"--scale: 0 < S ≤ 20, '{text}'");
            return 0;
        },
    };

    public static Option<ulong> Seed() => new("--seed") { Description = "随机种子 / seed", DefaultValueFactory = _ => 20250930 };

    public static async Task<CitySummary> MakeAsync(Terminal terminal, CityOptions options, CancellationToken cancel)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var summary = await terminal.ProgressAsync("生成合成城市", "Making the synthetic city", progress =>
            Task.Run(() => CityMaker.Make(options, new Relay(progress), cancel), cancel));
        terminal.Line(
            $"合成城市：{summary.Persons:N0} 名在册人员、{summary.Households:N0} 户、{summary.Residents:N0} 名其他居民；{summary.Files} 个文件、{summary.Rows:N0} 行，其中 {summary.Spoilt:N0} 行故意损坏；应有预警 {summary.Warnings:N0} 条。用时 {watch.Elapsed.TotalSeconds:0.0} 秒。全部人员均为虚构。",
            $"Synthetic city: {summary.Persons:N0} registered people, {summary.Households:N0} households, {summary.Residents:N0} other residents; {summary.Files} files, {summary.Rows:N0} rows, {summary.Spoilt:N0} of them spoilt on purpose; {summary.Warnings:N0} warnings must arise. {watch.Elapsed.TotalSeconds:0.0} s. All people are made up.");
        return summary;
    }

    private sealed class Relay(IProgress<(double, string)> to) : IProgress<CityProgress>
    {
        public void Report(CityProgress value) => to.Report((value.Total == 0 ? 0 : (double)value.Done / value.Total, value.Step));
    }
}
