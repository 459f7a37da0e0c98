using Shouwang.Platform.Data;

namespace Shouwang.Registry;

/// <summary>Reads and checks <c>divisions.csv</c>.</summary>
internal static class DivisionFile
{
    private static readonly string[] Header = ["code", "name", "level", "parent"];

    // GB/T 2260: the provinces, which the lists of prefectures leave out.
    private static readonly Dictionary<string, string> Provinces = new(StringComparer.Ordinal)
    {
        ["11"] = "北京市", ["12"] = "天津市", ["13"] = "河北省", ["14"] = "山西省", ["15"] = "内蒙古自治区",
        ["21"] = "辽宁省", ["22"] = "吉林省", ["23"] = "黑龙江省",
        ["31"] = "上海市", ["32"] = "江苏省", ["33"] = "浙江省", ["34"] = "安徽省", ["35"] = "福建省", ["36"] = "江西省", ["37"] = "山东省",
        ["41"] = "河南省", ["42"] = "湖北省", ["43"] = "湖南省", ["44"] = "广东省", ["45"] = "广西壮族自治区", ["46"] = "海南省",
        ["50"] = "重庆市", ["51"] = "四川省", ["52"] = "贵州省", ["53"] = "云南省", ["54"] = "西藏自治区",
        ["61"] = "陕西省", ["62"] = "甘肃省", ["63"] = "青海省", ["64"] = "宁夏回族自治区", ["65"] = "新疆维吾尔自治区",
        ["71"] = "台湾省", ["81"] = "香港特别行政区", ["82"] = "澳门特别行政区",
    };

    public static DivisionTree Read(string path)
    {
        var faults = new List<FileFault>();
        var places = new Dictionary<DivisionCode, (Division Place, int Line)>();
        foreach (var row in CsvFile.Read(path, Header, faults))
        {
            if (Place(row) is { } place && !places.TryAdd(place.Code, (place, row.Line)))
            {
                row.Fault("code", "上文已列出这个代码", "this code is already listed above");
            }
        }

        AddProvinces(places);
        var orphans = places.Values.Where(entry => entry.Place.Parent is { } parent && !places.ContainsKey(parent));
        faults.AddRange(orphans.Select(entry => new FileFault(Path.GetFileName(path), entry.Line, "parent", new("文件中没有代码为此的地方", "no place in this file has this code"))));
        FileFaultException.ThrowIfAny(faults);
        return new DivisionTree(places.Values.Select(entry => entry.Place));
    }

    private static Division? Place(CsvRow row)
    {
        if (!DivisionCode.TryParse(row["code"], out var code) || row["code"].Length != 12)
        {
            row.Fault("code", "不是 12 位区划代码", "not a code of 12 digits");
            return null;
        }

        if (row["level"] != Words<DivisionLevel>.Of(code.Level))
        {
            row.Fault("level", $"按代码应为 {Words<DivisionLevel>.Of(code.Level)}", $"the code is one of a {Words<DivisionLevel>.Of(code.Level)}");
        }

        if (row["name"].Length == 0)
        {
            row.Fault("name", "不能为空", "empty");
        }

        var parent = code.Level == DivisionLevel.Province ? null : code.At(code.Level - 1);
        var given = row["parent"];
        var mayBeEmpty = code.Level <= DivisionLevel.Prefecture;
        if (given != (parent?.Text ?? "") && !(mayBeEmpty && given.Length == 0))
        {
            row.Fault("parent", $"按代码，此地属于 {parent}", $"by its code the place lies in {parent}");
        }

        return row.IsBad ? null : new Division(code, row["name"], code.Level, parent);
    }

    private static void AddProvinces(Dictionary<DivisionCode, (Division Place, int Line)> places)
    {
        foreach (var code in places.Keys.Select(code => code.At(DivisionLevel.Province)!.Value).Distinct().ToList())
        {
            if (Provinces.TryGetValue(code.Prefix, out var name))
            {
                places.TryAdd(code, (new Division(code, name, DivisionLevel.Province, null), 0));
            }
        }
    }
}
