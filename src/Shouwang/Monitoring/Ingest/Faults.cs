using Shouwang.Platform.Data;
using Shouwang.Platform.Text;

namespace Shouwang.Monitoring.Ingest;

/// <summary>Why one row was set aside. The code is what files, exports and statistics carry.</summary>
public enum RowFault
{
    None,
    Quote,
    Columns,
    Encoding,
    Date,
    Amount,
    Number,
    Range,
    Code,
    Required,
    Order,
    IdScientific,
    NoIdentity,
}

/// <summary>Why a whole file was not published.</summary>
public enum DeliveryFault
{
    None,
    Empty,
    Truncated,
    StillWriting,
    ArchiveBomb,
    Password,
    NotAWorkbook,
    NotAnArchive,
    Header,
    CountMismatch,
    SumMismatch,
    HashMismatch,
    NoContract,
    OverLimit,
    Conflict,
    Encoding,
    Superseded,
}

/// <summary>Codes and sentences of the faults.</summary>
public static class FaultTexts
{
    public static string Code(this RowFault fault) => Words<RowFault>.Of(fault);

    public static string Code(this DeliveryFault fault) => Words<DeliveryFault>.Of(fault);

    /// <exception cref="FormatException">No such code.</exception>
    public static RowFault RowFaultOf(string code) => Words<RowFault>.Parse(code);

    public static Bilingual Text(this RowFault fault) => fault switch
    {
        RowFault.Quote => new("引号不成对：引号未闭合，或出现在不加引号的内容里", "Stray quote: not closed, or inside an unquoted cell"),
        RowFault.Columns => new("列数与表头不符", "The number of cells differs from the header"),
        RowFault.Encoding => new("含有不属于约定编码的字节", "Bytes that are not of the agreed encoding"),
        RowFault.Date => new("日期不存在或写法与约定不符", "A date that does not exist or is written otherwise than agreed"),
        RowFault.Amount => new("金额不是数字", "An amount that is not a number"),
        RowFault.Number => new("应为整数", "A whole number is expected"),
        RowFault.Range => new("数值超出约定范围", "A value outside the agreed range"),
        RowFault.Code => new("代码不在约定的代码表中", "A code that is not in the agreed list"),
        RowFault.Required => new("必填项为空", "A required cell is empty"),
        RowFault.Order => new("日期先后颠倒", "Dates in the wrong order"),
        RowFault.IdScientific => new("身份证号（账号等号码）被电子表格改写成科学计数法，末几位已丢失", "The identity number (or account or other number) was turned into a floating number by a spreadsheet; its last digits are lost"),
        RowFault.NoIdentity => new("既无可用的身份证号也无姓名，无法确定是谁", "Neither a usable identity number nor a name: nobody can be recognised"),
        _ => new("", ""),
    };

    public static Bilingual Text(this DeliveryFault fault) => fault switch
    {
        DeliveryFault.Empty => new("文件是空的，或只有表头", "The file is empty, or has a header only"),
        DeliveryFault.Truncated => new("文件不完整：缺少末行合计或最后一行没有写完", "The file is cut short: no trailer line, or its last line is unfinished"),
        DeliveryFault.StillWriting => new("文件还在写入，或约定的清单文件尚未到达；留在原处，下次再收", "Still being written, or its manifest has not arrived: left where it is for the next time"),
        DeliveryFault.ArchiveBomb => new("压缩比或展开后的大小异常，按压缩炸弹拒收", "Compression ratio or unpacked size beyond all reason: refused as an archive bomb"),
        DeliveryFault.Password => new("文件有密码，无法读取", "The file is protected by a password"),
        DeliveryFault.NotAWorkbook => new("不是可读的 XLSX 工作簿", "Not a readable XLSX workbook"),
        DeliveryFault.NotAnArchive => new("不是只含一个 CSV 的完好 ZIP 文件", "Not an undamaged ZIP that holds exactly one CSV"),
        DeliveryFault.Header => new("表头与约定的列不符", "The header differs from the agreed columns"),
        DeliveryFault.CountMismatch => new("行数与合计行或清单不符", "The number of rows differs from the trailer or manifest"),
        DeliveryFault.SumMismatch => new("金额合计与合计行或清单不符", "The sum of amounts differs from the trailer or manifest"),
        DeliveryFault.HashMismatch => new("文件内容与清单的校验值不符", "The content differs from the manifest's hash"),
        DeliveryFault.NoContract => new("没有数据源约定认识这个文件", "No source contract knows this file"),
        DeliveryFault.OverLimit => new("问题行超过 2%，整批停下等待决定", "More than 2 % of the rows are bad: the batch stops whole and waits for a decision"),
        DeliveryFault.Conflict => new("同一期同一版次已收到内容不同的文件，等待决定", "Another file of the same period and revision has already arrived: waits for a decision"),
        DeliveryFault.Superseded => new("同一内容已作为较新版次入库，不再等待决定", "The same content has been published as a later revision: nothing is left to decide"),
        DeliveryFault.Encoding => new("整个文件不是约定的编码", "The whole file is not of the agreed encoding"),
        _ => new("", ""),
    };
}
