using System.Globalization;
using System.Text;
using Shouwang.Registry;
using Shouwang.Server.City.Truth;

namespace Shouwang.Server.City.OldRegisters;

/// <summary>Writes <c>old/*.csv</c> as the two offices kept them, and <c>truth/merger.csv</c>.</summary>
internal sealed class OldFiles(OldLists lists, string folder)
{
    private static readonly string[] CivilRoles = ["户主", "配偶", "子", "女", "孙子女", "父母", "祖父母", "兄弟姐妹", "其他"];
    private static readonly string[] RuralRoles = ["本人或户主", "配偶", "之子", "之女", "之孙子女", "之父母", "之祖父母", "之兄弟姐妹", "其他"];

    static OldFiles() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public void Write()
    {
        Civil();
        Rural();
        Merger();
    }

    private static string Yuan(long fen) => new Money(fen).ToPlainString();

    private static string Compact(DateOnly? day) => day?.ToString("yyyyMMdd", CultureInfo.InvariantCulture) ?? "";

    private void Civil()
    {
        using var file = new CsvText(Path.Combine(folder, "old", "civil_affairs.csv"), Encoding.GetEncoding("GB18030"), "户主身份证", "姓名", "身份证号码", "与户主关系", "救助类别", "月人均收入", "家庭住址", "联系电话", "月保障金", "认定日期", "人员状态", "死亡日期");
        foreach (var row in lists.Civil)
        {
            file.Row(row.HeadId, row.Who.Name, row.Id, CivilRoles[row.Who.Role], Category(row.Category), Yuan(row.PerHeadMonth), row.Address, row.Phone, Yuan(row.Paid), Compact(row.Since), row.Who.Died is null ? "在保" : "死亡停保", Compact(row.Who.Died));
        }
    }

    private void Rural()
    {
        using var file = new CsvText(Path.Combine(folder, "old", "rural.csv"), new UTF8Encoding(true), "户编号", "户主姓名", "成员姓名", "证件号码", "成员关系", "监测对象类别", "致贫返贫风险", "人均纯收入（元/年）", "家庭人口", "行政村代码", "住址", "电话", "识别时间", "最近走访", "务工就学");
        foreach (var row in lists.Rural)
        {
            file.Row(row.Number, row.HeadName, row.Name, row.Id, row.Who.Household == row.At ? RuralRoles[row.Who.Role] : "其他", Kind(row.At.Monitored!), Cause(row.At.Causes), Yuan(row.PerHeadYear), row.Size, row.Village.Code, row.Address, row.At.Phone, row.Found, row.Visited, row.Work);
        }
    }

    private void Merger()
    {
        using var file = new CsvText(Path.Combine(folder, "truth", "merger.csv"), "id_number", "name", "household", "in", "registered", "held", "category", "monitored", "per_capita_year", "conflicts", "rural_household");
        foreach (var one in lists.People)
        {
            var (who, home) = (one.Who, one.Who.Household);
            var where = one is { InCivil: true, InRural: true } ? "both" : one.InCivil ? "civil" : "rural";
            var perHead = one.PerHeadYear is { } year ? Yuan(year) : "";
            file.Row(who.Id, who.Name, home.Code, where, who.Person is not null, who.Died is null, who.Person?.Category ?? "none", home.Monitored ?? "none", perHead, string.Join(' ', one.Conflicts), one.Elsewhere?.Code);
        }
    }

    private static string Category(string code) => code switch
    {
        "destitute" => "特困人员",
        "dibao" => "低保对象",
        "dibao_individual" => "单人保",
        "marginal" => "低保边缘家庭",
        "rigid_expenditure" => "刚性支出困难家庭",
        _ => "其他困难人员",
    };

    private static string Kind(string code) => code switch
    {
        "unstable_poverty_exit" => "脱贫不稳定户",
        "marginal_prone" => "边缘易致贫户",
        _ => "突发严重困难户",
    };

    private static string Cause(string code) => code switch
    {
        "illness" => "因病",
        "disability" => "因残",
        "schooling" => "因学",
        "disaster" => "因自然灾害",
        "accident" => "因意外事故",
        "project" => "产业项目失败",
        "work" => "务工就业不稳",
        "labour" => "缺劳动力",
        _ => "其他",
    };
}
