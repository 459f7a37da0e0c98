using System.Text;

namespace Shouwang.Server.City.Files;

/// <summary>Texts of columns that nobody reads: offices, employers, remarks. Some hold the delimiter and stand in quotes.</summary>
internal static class Fillers
{
    private static readonly (string Ending, string[] Texts)[] Known =
    [
        ("证件类型", ["01"]),
        ("备注", ["", "", "", "", "", "", "", "已核对", "已核对,无误", "补报", "见“附件二”"]),
        ("单位名称", ["淮北市某矿业有限公司", "濉溪县某纺织有限公司", "个体工商户", "淮北市某食品有限公司,第二分公司", "相山区某小学", "灵活就业人员"]),
        ("缴存单位", ["淮北市某矿业有限公司", "濉溪县某中学", "烈山区某医院", "淮北市某化工有限公司"]),
        ("扣缴义务人", ["淮北市某矿业有限公司", "濉溪县某劳务有限公司", "杜集区某建材厂"]),
        ("企业名称", ["某某超市", "某某小吃店", "某某农资经营部", "某某商贸有限公司", "某某养殖专业合作社"]),
        ("医疗机构", ["市人民医院", "濉溪县医院", "矿工总医院", "某镇卫生院"]),
        ("机构", ["相山支行", "濉溪支行", "杜集分理处", "烈山营业部", "市本级"]),
        ("支行", ["临涣支行", "南坪支行", "百善支行", "城关支行"]),
        ("学校名称", ["市第一中学", "濉溪县实验小学", "某镇中心学校", "某职业技术学院"]),
        ("楼盘名称", ["某某花园", "某某小区一期", "某某新城"]),
        ("地点", ["S203省道", "相山路", "某工地", "濉溪县乡道"]),
        ("PCSMC", ["相山分局", "濉溪县公安局", "杜集分局", "烈山分局"]),
        ("银行", ["农商行", "邮储银行", "村镇银行"]),
        ("税务机关", ["相山区税务局", "濉溪县税务局"]),
        ("个人账号", ["1001"]),
    ];

    public static byte[][] Of(string title, char delimiter, Encoding encoding)
    {
        foreach (var (ending, texts) in Known)
        {
            if (title.EndsWith(ending, StringComparison.Ordinal))
            {
                return [.. texts.Select(t => encoding.GetBytes(t.Contains(delimiter) ? $"\"{t}\"" : t))];
            }
        }

        return [[]];
    }
}
