using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using Shouwang.Tests.Given;
using Xunit;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Shouwang.Tests.Standards;

/// <summary>The schemas that editors complete and check with: they take every file of the packs, and refuse what the reader refuses.</summary>
public sealed class PackSchemaTests
{
    private static readonly Lazy<Dictionary<string, JsonSchema>> Schemas = new(() => Directory.EnumerateFiles(Repository.File("packs", "schema"), "*.json")
        .Order(StringComparer.Ordinal)
        .Select(file => (Name: Path.GetFileName(file), Schema: JsonSchema.FromFile(file)))
        .Select(s =>
        {
            SchemaRegistry.Global.Register(s.Schema);
            return s;
        })
        .ToDictionary(s => s.Name, s => s.Schema, StringComparer.Ordinal));

    public static TheoryData<string, string> Files()
    {
        var files = new TheoryData<string, string>();
        foreach (var pack in Directory.EnumerateDirectories(Repository.File("packs")).Where(p => File.Exists(Path.Combine(p, "pack.yaml"))).Order(StringComparer.Ordinal))
        {
            foreach (var (below, schema) in new[] { ("pack.yaml", "pack.schema.json"), ("standards", "standards.schema.json"), ("monitoring/warnings", "warnings.schema.json") })
            {
                var path = Path.Combine(pack, below);
                foreach (var file in File.Exists(path) ? [path] : Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.yaml") : Array.Empty<string>())
                {
                    files.Add(Path.GetRelativePath(Repository.Root, file), schema);
                }
            }
        }

        return files;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_of_the_packs_is_what_its_schema_says(string file, string schema) => Assert.Empty(Faults(File.ReadAllText(Repository.File(file)), schema));

    [Theory]
    [InlineData("varibles: {}", "standards.schema.json")]
    [InlineData("parameters: {line: {type: coin, label: {zh: 甲, en: A}, values: {2024-01-01: 1}}}", "standards.schema.json")]
    [InlineData("parameters: {line: {type: money, label: {zh: 甲}, values: {2024-01-01: 1}}}", "standards.schema.json")]
    [InlineData("parameters: {line: {type: money, label: {zh: 甲, en: A}, values: {2024-1-1: 1}}}", "standards.schema.json")]
    [InlineData("variables: {household.x: {type: int, label: {zh: 甲, en: A}, formula: \"1\", cases: []}}", "standards.schema.json")]
    [InlineData("variables: {x: {type: int, label: {zh: 甲, en: A}, formula: \"1\"}}", "standards.schema.json")]
    [InlineData("rules: {A02: {name: {zh: 甲, en: A}, scope: everybody, when: \"true\", severity: red, cite: D}}", "warnings.schema.json")]
    [InlineData("{version: 1}", "pack.schema.json")]
    public void A_mistake_is_seen_in_the_editor_already(string yaml, string schema) => Assert.NotEmpty(Faults(yaml, schema));

    private static List<string> Faults(string yaml, string schema)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        var results = Schemas.Value[schema].Evaluate(JsonSerializer.SerializeToElement(Json(stream.Documents[0].RootNode)), new EvaluationOptions { OutputFormat = OutputFormat.List });
        return results.IsValid ? [] : [.. results.Details?.Where(d => d.Errors is not null).SelectMany(d => d.Errors!.Select(e => $"{d.InstanceLocation} {e.Key}: {e.Value}")) ?? ["refused"]];
    }

    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(c => KeyValuePair.Create(((YamlScalarNode)c.Key).Value!, Json(c.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Json)]),
        YamlScalarNode { Style: not ScalarStyle.Plain } text => text.Value,
        YamlScalarNode { Value: "true" or "false" } truth => truth.Value == "true",
        YamlScalarNode number when decimal.TryParse(number.Value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) => value,
        YamlScalarNode other => other.Value,
        _ => null,
    };
}
