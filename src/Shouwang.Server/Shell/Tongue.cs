using System.Globalization;
using Microsoft.AspNetCore.Http;
using Shouwang.Platform.Text;

namespace Shouwang.Server.Shell;

/// <summary>The language of one request: the cookie of the switch, else what the browser asks for, else Chinese.</summary>
public sealed class Tongue(IHttpContextAccessor accessor)
{
    public const string Cookie = "shouwang-language";

    private readonly bool english = IsEnglish(accessor.HttpContext);

    /// <summary>For the <c>lang</c> of the page.</summary>
    public string Html => english ? "en" : "zh-CN";

    public bool English => english;

    /// <summary>Both languages stand where they are said, so that none can be forgotten (docs/decisions/0010).</summary>
    public string this[string zh, string en] => english ? en : zh;

    public string this[Bilingual text] => text.In(english ? "en" : "zh");

    public string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A moment as clocks in China show it.</summary>
    public string Moment(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static bool IsEnglish(HttpContext? http)
    {
        if (http?.Request.Cookies[Cookie] is { Length: > 0 } chosen)
        {
            return chosen == "en";
        }

        var asked = http?.Request.Headers.AcceptLanguage.ToString() ?? "";
        var first = asked.Split(',', ';')[0].Trim();
        return first.StartsWith("en", StringComparison.OrdinalIgnoreCase);
    }
}
