using System.Text.Json;
using System.Text.Json.Serialization;

namespace GoDockerTasks.Dockerfiles.Linting.Facts;

/// <summary>Writes true, false, or a word where there is no answer.</summary>
/// <param name="word">The word.</param>
internal abstract class OpenAnswerConverter(string word) : JsonConverter<bool?>
{
    public override bool HandleNull => true;

    public override bool? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? null : reader.GetBoolean();

    public override void Write(Utf8JsonWriter writer, bool? value, JsonSerializerOptions options)
    {
        if (value is { } answer)
        {
            writer.WriteBooleanValue(answer);
        }
        else
        {
            writer.WriteStringValue(word);
        }
    }
}

/// <summary>Writes "na" where a question does not arise.</summary>
internal sealed class NotApplicableConverter() : OpenAnswerConverter("na");

/// <summary>Writes "unknown" where nobody can tell.</summary>
internal sealed class UnknownConverter() : OpenAnswerConverter("unknown");
