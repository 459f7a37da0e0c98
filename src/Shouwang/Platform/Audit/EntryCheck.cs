using System.Text.Json;
using System.Text.RegularExpressions;
using Shouwang.Platform.Text;

namespace Shouwang.Platform.Audit;

/// <summary>
/// What may stand in an entry. The log is kept for years, is exported and cannot be corrected, so numbers of people are
/// refused here: runs of 15 or more digits (identity numbers, bank accounts), identity numbers written in groups, and
/// mobile numbers. Names cannot be recognised: whoever writes an entry gives none.
/// </summary>
internal static partial class EntryCheck
{
    private const int MostCharacters = 400;
    private const int MostDetail = 4000;

    /// <exception cref="AuditEntryException">The entry must not be written.</exception>
    public static void Refuse(AuditEntry entry)
    {
        RefuseWord(nameof(entry.Action), entry.Action, ActionPattern());
        RefuseWord(nameof(entry.Subject), entry.Subject.Kind, KindPattern());
        RefuseWord(nameof(entry.PackHash), entry.PackHash, HashPattern());
        if (entry.Actor.Length == 0)
        {
            throw new AuditEntryException(nameof(entry.Actor), new("审计记录要写明是谁", "an entry must say who"));
        }

        foreach (var (field, text) in Texts(entry))
        {
            RefuseText(field, text, MostCharacters);
        }

        RefuseDetail(entry.Detail);
    }

    private static IEnumerable<(string Field, string Text)> Texts(AuditEntry entry) =>
    [
        (nameof(entry.Actor), entry.Actor), (nameof(entry.ActorName), entry.ActorName), (nameof(entry.Role), entry.Role), (nameof(entry.Unit), entry.Unit),
        (nameof(entry.Action), entry.Action), (nameof(entry.Subject), entry.Subject.Id), (nameof(entry.Purpose), entry.Purpose), (nameof(entry.Case), entry.Case),
        (nameof(entry.Session), entry.Session),
    ];

    private static void RefuseWord(string field, string word, Regex pattern)
    {
        if (!pattern.IsMatch(word))
        {
            throw new AuditEntryException(field, new("写法不对", "is not written as it should be"));
        }
    }

    /// <summary>Why a word must not stand in an entry; null where it may.</summary>
    public static Bilingual? Fault(string text, int most = MostCharacters)
    {
        if (text.Length > most || text.Any(char.IsControl) || !IsWhole(text))
        {
            return new("过长，或含控制字符", "too long, or holds control characters");
        }

        var plain = Widths.Fold(text);
        return LongNumber().IsMatch(plain) || GroupedNumber().IsMatch(plain) || MobileNumber().IsMatch(plain)
            ? new("含有像身份证号、银行账号或手机号的数字；审计日志不存个人信息", "holds what looks like an identity, account or mobile number; the audit log keeps no personal data")
            : null;
    }

    private static void RefuseText(string field, string text, int most)
    {
        if (Fault(text, most) is { } fault)
        {
            throw new AuditEntryException(field, fault);
        }
    }

    private static void RefuseDetail(string detail)
    {
        const string field = nameof(AuditEntry.Detail);
        if (detail.Length == 0)
        {
            return;
        }

        RefuseText(field, detail, MostDetail);
        try
        {
            using var json = JsonDocument.Parse(detail);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
            {
                RefuseWithin(field, json.RootElement);
                return;
            }
        }
        catch (JsonException)
        {
            // Said below: the parser's own message would repeat the text.
        }

        throw new AuditEntryException(field, new("应为 JSON 对象", "must be a JSON object"));
    }

    // Once more as it reads: \u0033 is a digit too.
    private static void RefuseWithin(string field, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    RefuseText(field, property.Name, MostDetail);
                    RefuseWithin(field, property.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    RefuseWithin(field, item);
                }

                break;
            case JsonValueKind.String:
                RefuseText(field, value.GetString()!, MostDetail);
                break;
        }
    }

    // Half a surrogate pair is written as something else than it was hashed.
    private static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[++i])))
            {
                return false;
            }
        }

        return true;
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+\z")]
    private static partial Regex ActionPattern();

    [GeneratedRegex(@"\A([a-z][a-z0-9_]*)?\z")]
    private static partial Regex KindPattern();

    [GeneratedRegex(@"\A([0-9a-f]{64})?\z")]
    private static partial Regex HashPattern();

    // Hexadecimal ids and hashes hold long runs of digits by chance, but letters beside them; so does no number of a person, but for the x at its end.
    [GeneratedRegex("(?<![0-9a-fA-F])[0-9]{15,}(?![0-9a-fA-F])")]
    private static partial Regex LongNumber();

    [GeneratedRegex("(?<![0-9])[0-9]{6}[ -]?(19|20)[0-9]{6}[ -]?[0-9]{3}[0-9xX](?![0-9a-fA-F])")]
    private static partial Regex GroupedNumber();

    [GeneratedRegex("(?<![0-9a-fA-F])(86)?1[3-9][0-9]{9}(?![0-9a-fA-F])")]
    private static partial Regex MobileNumber();
}
