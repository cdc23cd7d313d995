using System.Globalization;
using System.Text.RegularExpressions;

namespace GoDockerTasks.Images;

/// <summary>Reads steps out of <c>--progress=plain</c>: what a buildx without rawjson prints (before 0.13).</summary>
internal sealed partial class PlainProgress
{
    private readonly SortedDictionary<int, BuildStep> _steps = [];

    /// <summary>Gets the steps so far.</summary>
    public IEnumerable<BuildStep> Steps => _steps.Values;

    /// <summary>Takes one line; what is no progress is left alone.</summary>
    public void Take(string line)
    {
        var match = StepLine().Match(line);
        if (!match.Success)
        {
            return;
        }

        var number = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        var text = match.Groups[2].Value;
        if (!_steps.TryGetValue(number, out var step))
        {
            _steps[number] = new() { Number = number, Name = text, IsInstruction = StepName.IsInstruction(text) };
            return;
        }

        _steps[number] =
            text == "CACHED" ? step with { Cached = true, Duration = TimeSpan.Zero }
            : text.StartsWith("ERROR: ", StringComparison.Ordinal) ? step with { Error = text["ERROR: ".Length..] }
            : Done().Match(text) is { Success: true } done
                ? step with { Duration = TimeSpan.FromSeconds(double.Parse(done.Groups[1].Value, CultureInfo.InvariantCulture)) }
            : step;
    }

    [GeneratedRegex(@"^#([1-9]\d{0,5}) (.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex StepLine();

    [GeneratedRegex(@"^DONE (\d+\.\d+)s$", RegexOptions.CultureInvariant)]
    private static partial Regex Done();
}
