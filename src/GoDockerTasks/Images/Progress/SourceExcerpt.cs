using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using GoDockerTasks.Dockerfiles;

namespace GoDockerTasks.Images;

/// <summary>Puts the user's own lines into the excerpt of the Dockerfile that BuildKit prints with an error.</summary>
/// <param name="dockerfile">The Dockerfile; its copy has the same line numbers.</param>
internal sealed partial class SourceExcerpt(DockerfilePlan dockerfile)
{
    private readonly string[] _lines = Encoding.UTF8.GetString(dockerfile.Original).ReplaceLineEndings("\n").Split('\n');

    /// <summary>Gives the line of output as it would be, had the user's file been built.</summary>
    public string AsWritten(string line)
    {
        var excerpt = Excerpt().Match(line);
        if (!excerpt.Success)
        {
            return line;
        }

        var number = int.Parse(excerpt.Groups[2].Value, CultureInfo.InvariantCulture);
        return number <= _lines.Length ? excerpt.Groups[1].Value + _lines[number - 1] : line;
    }

    [GeneratedRegex(@"^(\s*(\d{1,6}) \| (?:>>>|   ) )", RegexOptions.CultureInvariant)]
    private static partial Regex Excerpt();
}
