using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Shouwang.Standards.Assessments;

/// <summary>An assessment and its law as two JSON files, to be explained wherever they are read.</summary>
public static class AssessmentFiles
{
    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static string Json(AssessmentDocument document) => JsonSerializer.Serialize(document, Form);

    public static string Json(LawText law) => JsonSerializer.Serialize(law, Form);

    public static AssessmentDocument Assessment(string json) => JsonSerializer.Deserialize<AssessmentDocument>(json, Form) ?? throw new JsonException("assessment");

    public static LawText Law(string json) => JsonSerializer.Deserialize<LawText>(json, Form) ?? throw new JsonException("law");

    public static void Write(string folder, AssessmentDocument document, LawText law)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "assessment.json"), Json(document));
        File.WriteAllText(Path.Combine(folder, "law.json"), Json(law));
    }
}
