using System.Text.Json;
using System.Text.Json.Serialization;

namespace Shouwang.Server.Cli;

/// <summary>Writes a value type as its text, as everywhere else in files; nothing is read with it.</summary>
internal sealed class JsonText<T>(Func<T, string> text) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(text(value));
}
