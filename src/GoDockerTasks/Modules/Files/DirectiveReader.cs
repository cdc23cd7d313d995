using GoDockerTasks.Errors;

namespace GoDockerTasks.Modules;

/// <summary>Hands out the directives of one file, and collects what is wrong with them.</summary>
internal sealed class DirectiveReader
{
    // Directives of later releases are theirs to judge.
    private const string NewestKnownGo = "v1.27";

    private readonly string _file;
    private readonly List<FileProblem> _problems = [];
    private readonly IReadOnlyList<FileStatement> _statements;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public DirectiveReader(string file, string text)
    {
        _file = file;
        _statements = FileLexer.Read(text, _problems);
    }

    /// <summary>Makes something of a directive's arguments; throws <see cref="FormatException"/> with what is wrong.</summary>
    public delegate T Form<out T>(FileStatement statement);

    /// <summary>Says whether a directive is there.</summary>
    public bool Has(string verb) => _statements.Any(statement => statement.Verb == verb);

    /// <summary>Reads a directive that may be there once.</summary>
    public T? Once<T>(string verb, Form<T> form)
        where T : class
    {
        foreach (var again in _statements.Where(statement => statement.Verb == verb).Skip(1))
        {
            Report(again.Line, $"'{verb}' is there already; it may be there once");
        }

        return Each(verb, form) is [var first, ..] ? first : null;
    }

    /// <summary>Reads all directives of a kind.</summary>
    public IReadOnlyList<T> Each<T>(string verb, Form<T> form)
    {
        _known.Add(verb);
        List<T> found = [];
        foreach (var statement in _statements.Where(statement => statement.Verb == verb))
        {
            try
            {
                found.Add(form(statement));
            }
            catch (FormatException e)
            {
                Report(statement.Line, e.Message);
            }
        }

        return found;
    }

    /// <summary>Notes a problem.</summary>
    public void Report(int line, string text) => _problems.Add(new(line, text));

    /// <summary>Throws when there were problems or unknown directives.</summary>
    /// <exception cref="GoDockerException">There were (<c>GDT1108</c>).</exception>
    public void EnsureNothingElse(string? goVersion)
    {
        if (goVersion is null || SemanticVersion.Compare(SemanticVersion.MajorMinor(Release(goVersion)), NewestKnownGo) <= 0)
        {
            foreach (var statement in _statements.Where(statement => !_known.Contains(statement.Verb)))
            {
                Report(statement.Line, $"'{statement.Verb}' is no directive; there are {string.Join(", ", _known)}");
            }
        }

        if (_problems.Count > 0)
        {
            throw new GoDockerException(
                ErrorKinds.MalformedGoMod,
                string.Join("\n  - ", _problems.OrderBy(problem => problem.Line).Select(problem => $"{_file}:{problem.Line}: {problem.Text}.")));
        }
    }

    // go1.24rc1 is no semantic version; its release is.
    private static string Release(string goVersion) =>
        "v" + string.Concat(goVersion.TakeWhile(letter => char.IsAsciiDigit(letter) || letter == '.'));
}
