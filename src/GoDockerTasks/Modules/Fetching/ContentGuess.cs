using System.Text;

namespace GoDockerTasks.Modules;

/// <summary>Says what came instead of a module, so that nobody takes a login page for an attack.</summary>
internal static class ContentGuess
{
    /// <summary>What is said of a content that tells nothing.</summary>
    public const string Unknown = "something else";

    private const int Looked = 1024;

    /// <summary>Looks at the beginning of a content.</summary>
    public static string Of(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty)
        {
            return "nothing (0 bytes)";
        }

        var text = Encoding.UTF8.GetString(content[..Math.Min(content.Length, Looked)]).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        return text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
            || text.Contains("<html", StringComparison.OrdinalIgnoreCase)
                ? "an HTML page, such as a login or error page"
            : text.StartsWith("<?xml", StringComparison.Ordinal) ? "an XML document"
            : text.StartsWith('{') ? "a JSON document"
            : Unknown;
    }

    /// <summary>Says whether a content is of a kind that servers answer with instead of a module.</summary>
    public static bool IsDocument(ReadOnlySpan<byte> content) => Of(content) != Unknown;

    /// <summary>Looks at the beginning of a file.</summary>
    public static string OfFile(string path)
    {
        using var file = File.OpenHandle(path);
        Span<byte> start = stackalloc byte[Looked];
        return Of(start[..RandomAccess.Read(file, start, 0)]);
    }
}
