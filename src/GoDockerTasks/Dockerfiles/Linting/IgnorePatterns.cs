using System.Text;
using System.Text.RegularExpressions;

namespace GoDockerTasks.Dockerfiles.Linting;

/// <summary>The patterns of a .dockerignore file; the last that fits counts.</summary>
/// <remarks>See https://docs.docker.com/build/concepts/context/#dockerignore-files.</remarks>
internal sealed class IgnorePatterns
{
    // Patterns come with the file; matching has to end all the same.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private readonly List<(Regex Pattern, bool Keeps)> _patterns = [];

    public IgnorePatterns(string text)
    {
        foreach (var line in text.Split('\n').Select(line => line.Trim().TrimStart('\uFEFF')).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var keeps = line[0] == '!';
            var pattern = (keeps ? line[1..] : line).Trim().Trim('/');
            pattern = pattern.StartsWith("./", StringComparison.Ordinal) ? pattern[2..] : pattern;
            _patterns.Add((new(Translate(pattern), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, Longest), keeps));
        }
    }

    public bool Match(string path)
    {
        var ignored = false;
        foreach (var (_, keeps) in _patterns.Where(pattern => pattern.Pattern.IsMatch(path)))
        {
            ignored = !keeps;
        }

        return ignored;
    }

    // A folder's pattern holds for what is in it.
    private static string Translate(string pattern)
    {
        var regex = new StringBuilder("^");
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern.AsSpan(i).StartsWith("**"))
            {
                var slash = i + 2 < pattern.Length && pattern[i + 2] == '/';
                regex.Append(slash ? "(.*/)?" : ".*");
                i += slash ? 2 : 1;
            }
            else
            {
                regex.Append(pattern[i] switch { '*' => "[^/]*", '?' => "[^/]", var c => Regex.Escape(c.ToString()) });
            }
        }

        return regex.Append("(/.*)?$").ToString();
    }
}
