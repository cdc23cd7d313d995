using System.Text.Json;

namespace GoDockerTasks.Io;

/// <summary>Reads what other programs print as JSON; what is missing, null or of another type counts as absent.</summary>
/// <remarks>Elements instead of a serializer: the runtime compiles a serializer's generic code anew in every run, some 50 ms in all.</remarks>
internal static class JsonReading
{
    /// <summary>Gives a property; undefined where there is none.</summary>
    public static JsonElement Property(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    /// <summary>Gives a text.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.Property(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>Gives a number; 0 where there is none.</summary>
    public static long Number(this JsonElement element, string name) =>
        element.Property(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : 0;

    /// <summary>Gives bytes that are written in base64.</summary>
    public static byte[] Bytes(this JsonElement element, string name) =>
        element.Property(name) is { ValueKind: JsonValueKind.String } value && value.TryGetBytesFromBase64(out var bytes) ? bytes : [];

    /// <summary>Gives a time.</summary>
    public static DateTimeOffset? Time(this JsonElement element, string name) =>
        element.Property(name) is { ValueKind: JsonValueKind.String } value && value.TryGetDateTimeOffset(out var time) ? time : null;

    /// <summary>Reads each item of an array.</summary>
    public static T[] Items<T>(this JsonElement element, string name, Func<JsonElement, T> read)
        where T : class
    {
        var array = element.Property(name);
        if (array.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        List<T> items = [];
        foreach (var item in array.EnumerateArray())
        {
            items.Add(read(item));
        }

        return [.. items];
    }

    /// <summary>Gives the texts of an array.</summary>
    public static string[] Texts(this JsonElement element, string name) =>
        element.Items(name, item => item.ValueKind == JsonValueKind.String ? item.GetString()! : "");
}
