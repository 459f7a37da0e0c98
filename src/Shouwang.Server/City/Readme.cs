namespace Shouwang.Server.City;

internal static class Readme
{
    public static string Text(CityOptions options) => $"""
        合成城市
        本目录中的全部人员、家庭、证件号码、电话、账号和记录均为程序生成，与任何真实人员无关。
        证件号码使用不存在的区划代码 340699。规模 {options.Scale}，种子 {options.Seed}，数据截止 {options.AsOf:yyyy-MM-dd}。
        deliveries/ 各来源交付的文件   register/ 低收入人口台账   register/facts/ 各户收入、支出、财产等（申报、核对、入户）
        old/ 合并前的两本台账：civil_affairs.csv（民政，GB18030）、rural.csv（乡村振兴，UTF-8 带 BOM）
        truth/ 真值：应当产生的预警、错行、无可用证件号的行、各户应认定的类别、合并后的台账

        A synthetic city
        Every person, household, identity number, phone, account and record in this folder was made by a program;
        none is about a real person. Identity numbers use the area code 340699, which does not exist.
        Scale {options.Scale}, seed {options.Seed}, data up to {options.AsOf:yyyy-MM-dd}.
        deliveries/ what the sources deliver   register/ the register of low-income people
        register/facts/ income, expenditure, property of each household: declared, checked, surveyed
        old/ the two registers before the merger: civil_affairs.csv (GB18030), rural.csv (UTF-8 with BOM)
        truth/ what is true: the warnings that must arise, spoilt rows, rows without a usable id, the category of each
        household, the merged register

        """.ReplaceLineEndings("\n");
}
