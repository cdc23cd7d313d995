using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace GoDockerTasks.Resilience;

/// <summary>
/// The frame that BuildKit, docker and the legacy builder put around a step's output: whose turn it is, and which line of the
/// Dockerfile they name.
/// </summary>
internal sealed partial class BuildFrame
{
    /// <summary>How docker push begins.</summary>
    public const string PushStep = "The push refers to ";

    private const int LegacyStep = -1;

    private static readonly SearchValues<string> _pullWords = SearchValues.Create(
        ["Pulling ", "Download complete", "Trying to pull ", "Copying blob ", "Digest: ", "Writing manifest", "Step "], StringComparison.Ordinal);

    private readonly Dictionary<int, string> _names = [];
    private int? _namedLine;
    private int? _markedLine;

    /// <summary>Gets the step that was named last.</summary>
    public string Latest { get; private set; } = "";

    /// <summary>Gets a value indicating whether several numbered steps have not come to their end.</summary>
    public bool HasManySteps => _names.Count > 1;

    /// <summary>Gets the line of the Dockerfile that the builder named or marked; null if it did neither.</summary>
    public int? DockerfileLine => _namedLine ?? _markedLine;

    /// <summary>Gets a value indicating whether the marked line is the one that names the frontend.</summary>
    public bool MarksSyntax { get; private set; }

    /// <summary>Gets a value indicating whether the lines show an image that is pulled, and has not come whole yet.</summary>
    public bool IsPulling { get; private set; }

    /// <summary>Gives a step's name, as far as the log told it.</summary>
    /// <param name="step">Its number; 0 for a line without one.</param>
    public string NameOf(int step) => step != 0 ? _names.GetValueOrDefault(step, Latest) : Latest;

    /// <summary>Reads a line.</summary>
    /// <param name="text">The line, without its step's number.</param>
    /// <param name="isPrinted">Whether the step's command printed it, so that it is no frame of the step.</param>
    /// <param name="step">The number; for the legacy builder, which has none, one is given.</param>
    /// <param name="done">The step that got over whatever it printed, or was only stopped because another failed; 0 for none.</param>
    /// <returns>True when the line is nothing but frame.</returns>
    public bool Read(string text, bool isPrinted, ref int step, out int done)
    {
        done = 0;
        ReadPull(text);
        return (step > 0 && !isPrinted && IsStepLine(text, step, out done))
            || IsLegacyStep(text, ref step, out done)
            || NamesLine(text)
            || MarksLine(text)
            || IsTitle(text);
    }

    private void ReadPull(string text)
    {
        if (text.AsSpan().ContainsAny(_pullWords))
        {
            IsPulling = !PullEnd().IsMatch(text) && (IsPulling || PullLine().IsMatch(text));
        }
    }

    private bool IsStepLine(string text, int step, out int done)
    {
        done = 0;
        if (text.StartsWith("DONE", StringComparison.Ordinal) || text == "CACHED" || text.StartsWith("CANCELED", StringComparison.Ordinal))
        {
            done = step;
            _names.Remove(step);
            return true;
        }

        if (text[0] == '[' || text.StartsWith("FROM ", StringComparison.Ordinal) || text.StartsWith("resolve image config", StringComparison.Ordinal))
        {
            _names[step] = Latest = text;
            return true;
        }

        return false;
    }

    private bool IsLegacyStep(string text, ref int step, out int done)
    {
        done = 0;
        if (step != 0)
        {
            return false;
        }

        if (text[0] == 'S' && LegacyLine().IsMatch(text))
        {
            Latest = text;
            done = step = LegacyStep;
            return true;
        }

        step = Latest.StartsWith("Step ", StringComparison.Ordinal) ? LegacyStep : 0;
        return false;
    }

    private bool NamesLine(string text)
    {
        if (!char.IsAsciiDigit(text[^1]) || !text.Contains(':', StringComparison.Ordinal) || NamedLine().Match(text) is not { Success: true } named)
        {
            return false;
        }

        _namedLine = Number(named);
        return true;
    }

    private bool MarksLine(string text)
    {
        if (!text.Contains(" | >>> ", StringComparison.Ordinal) || MarkedLine().Match(text) is not { Success: true } marked)
        {
            return false;
        }

        _markedLine = Number(marked);
        MarksSyntax |= text.Contains("syntax=", StringComparison.Ordinal) || text.Contains("syntax =", StringComparison.Ordinal);
        return true;
    }

    private bool IsTitle(string text)
    {
        if (!text.StartsWith(PushStep, StringComparison.Ordinal) && !text.StartsWith(" > ", StringComparison.Ordinal))
        {
            return false;
        }

        Latest = text;
        return true;
    }

    private static int Number(Match match) => int.Parse(match.Groups["line"].ValueSpan, CultureInfo.InvariantCulture);

    // The legacy builder and docker pull name each layer, podman each blob.
    [GeneratedRegex(@"^\s*(?:[\w.-]+: )?(?:Pulling (?:from|fs layer|repository)\b|Download complete)|^Trying to pull |^Copying blob ")]
    private static partial Regex PullLine();

    [GeneratedRegex(@"^(?:Digest: |Writing manifest|Step \d)")]
    private static partial Regex PullEnd();

    [GeneratedRegex(@"^Step \d+(?:/\d+)? ?: ")]
    private static partial Regex LegacyLine();

    [GeneratedRegex(@"^\S*[Dd]ockerfile\S*:(?<line>\d{1,6})$")]
    private static partial Regex NamedLine();

    [GeneratedRegex(@"^\s*(?<line>\d{1,6}) \| >>> ")]
    private static partial Regex MarkedLine();
}
