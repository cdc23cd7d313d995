using System.Buffers;

namespace GoDockerTasks.Resilience;

/// <summary>Finds the rules that a line may fit, by one vectorised search for all of their words at once.</summary>
internal sealed class RuleIndex
{
    private readonly IReadOnlyList<FailureRule> _rules;
    private readonly SearchValues<string> _words;
    private readonly Dictionary<char, (string Word, int[] Rules)[]> _byFirst;

    /// <summary>Initializes a new instance of the <see cref="RuleIndex"/> class.</summary>
    /// <param name="rules">The rules, in the order in which they are tried.</param>
    /// <param name="frame">Words that make a line worth a look although no rule has them.</param>
    public RuleIndex(IReadOnlyList<FailureRule> rules, params IEnumerable<string> frame)
    {
        _rules = rules;
        var byWord = rules
            .SelectMany((rule, index) => rule.Any.Select(word => (Word: word, Index: index)))
            .GroupBy(pair => pair.Word, pair => pair.Index, StringComparer.OrdinalIgnoreCase)
            .Select(group => (Word: group.Key, Rules: group.Distinct().ToArray()))
            .ToArray();
        _words = SearchValues.Create([.. byWord.Select(pair => pair.Word), .. frame], StringComparison.OrdinalIgnoreCase);
        _byFirst = byWord.GroupBy(pair => char.ToLowerInvariant(pair.Word[0])).ToDictionary(group => group.Key, group => group.ToArray());
    }

    /// <summary>Says whether any rule's word is in the text; this is all that most lines cost.</summary>
    /// <param name="text">The line.</param>
    /// <returns>Whether <see cref="First"/> is worth calling.</returns>
    public bool MayFit(ReadOnlySpan<char> text) => text.ContainsAny(_words);

    /// <summary>Finds the first rule that fits.</summary>
    /// <param name="line">The line.</param>
    /// <param name="at">Where its words are in the line.</param>
    /// <returns>The rule; null when none fits.</returns>
    public FailureRule? First(string line, out int at)
    {
        var candidates = new SortedSet<int>();
        for (var start = 0; start < line.Length; start++)
        {
            var hit = line.AsSpan(start).IndexOfAny(_words);
            if (hit < 0)
            {
                break;
            }

            start += hit;
            foreach (var (word, rules) in _byFirst.GetValueOrDefault(char.ToLowerInvariant(line[start]), []))
            {
                if (line.AsSpan(start).StartsWith(word, StringComparison.OrdinalIgnoreCase))
                {
                    candidates.UnionWith(rules);
                }
            }
        }

        foreach (var candidate in candidates)
        {
            at = _rules[candidate].Find(line);
            if (at >= 0)
            {
                return _rules[candidate];
            }
        }

        at = -1;
        return null;
    }
}
