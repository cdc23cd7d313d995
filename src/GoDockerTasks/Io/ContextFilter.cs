using System.Text;
using System.Text.RegularExpressions;

namespace GoDockerTasks.Io;

/// <summary>Which files of a folder are part of the build context: a .dockerignore file.</summary>
/// <remarks>
/// https://docs.docker.com/build/concepts/context/#dockerignore-files: the last pattern that matches decides. What is not said there is as
/// in Go's <c>path.Clean</c> and docker's <c>moby/patternmatcher</c>.
/// </remarks>
public sealed class ContextFilter
{
    private readonly IReadOnlyList<(Regex Form, bool Includes)> _patterns;

    private ContextFilter(IEnumerable<string> lines) =>
        _patterns =
        [
            .. from line in lines
               where !line.StartsWith('#')
               let text = line.Trim()
               where text.Length > 0 && text != "!"
               let includes = text[0] == '!'
               select (Form(includes ? text[1..].Trim() : text), includes),
        ];

    /// <summary>Gets a value indicating whether a folder that is left out may hold something that is not.</summary>
    public bool HasExceptions => _patterns.Any(pattern => pattern.Includes);

    /// <summary>Reads the file that docker would: <c>NAME.dockerignore</c> beside the Dockerfile, else the context's own.</summary>
    /// <param name="context">The build context.</param>
    /// <param name="dockerfile">The Dockerfile.</param>
    /// <returns>The filter; one that lets everything in when there is no such file.</returns>
    public static ContextFilter Read(string context, string dockerfile)
    {
        var file = new[] { dockerfile + ".dockerignore", Path.Combine(context, ".dockerignore") }.FirstOrDefault(File.Exists);
        try
        {
            return new(file is null ? [] : File.ReadAllLines(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new([]); // Docker reports it itself.
        }
    }

    /// <summary>Reads a file's text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The filter.</returns>
    public static ContextFilter Parse(string text) => new(text.Split('\n'));

    /// <summary>Says whether a file or folder is part of the context.</summary>
    /// <param name="path">The path in the context, with slashes.</param>
    /// <returns>False when it, or a folder it is in, is left out.</returns>
    public bool Includes(string path)
    {
        var included = true;
        foreach (var (form, includes) in _patterns)
        {
            if (includes != included && SelfAndParents(path).Any(form.IsMatch))
            {
                included = includes;
            }
        }

        return included;
    }

    private static IEnumerable<string> SelfAndParents(string path)
    {
        for (var end = path.Length; end > 0; end = path.LastIndexOf('/', end - 1))
        {
            yield return path[..end];
        }
    }

    private static Regex Form(string pattern)
    {
        pattern = Cleaned(pattern);
        var form = new StringBuilder("^");
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern.AsSpan(i).StartsWith("**"))
            {
                i++;
                if (i + 1 < pattern.Length && pattern[i + 1] == '/')
                {
                    i++;
                }

                form.Append(i + 1 == pattern.Length ? ".*" : "(.*/)?");
            }
            else
            {
                form.Append(pattern[i] switch
                {
                    '*' => "[^/]*",
                    '?' => "[^/]",
                    '[' or ']' => pattern[i].ToString(),
                    '\\' when i + 1 < pattern.Length => Regex.Escape(pattern[++i].ToString()),
                    var letter => Regex.Escape(letter.ToString()),
                });
            }
        }

        try
        {
            return new(form.Append('$').ToString(), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException)
        {
            // Docker reports a malformed pattern itself; here it matches nothing.
            return new("(?!)");
        }
    }

    // As filepath.Clean, with a leading slash gone.
    private static string Cleaned(string pattern)
    {
        List<string> elements = [];
        foreach (var element in pattern.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (element == ".." && elements is [.., not ".."])
            {
                elements.RemoveAt(elements.Count - 1);
            }
            else if (element is not "." && (element is not ".." || pattern[0] != '/'))
            {
                elements.Add(element);
            }
        }

        return string.Join('/', elements);
    }
}
