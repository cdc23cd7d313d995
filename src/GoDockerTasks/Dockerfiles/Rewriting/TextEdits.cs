using System.Text;

namespace GoDockerTasks.Dockerfiles.Rewriting;

/// <summary>Replacements in a text, collected in any order and made at once.</summary>
internal sealed class TextEdits(string text)
{
    private readonly SortedDictionary<int, (int Length, string Text)> _edits = [];

    /// <summary>Replaces a part; false where something has been changed there already.</summary>
    public bool Replace(int start, int length, string replacement)
    {
        if (IsTouched(start, length))
        {
            return false;
        }

        _edits[start] = (length, replacement);
        return true;
    }

    public bool IsTouched(int start, int length) =>
        _edits.Any(edit => edit.Key == start || (edit.Key < start + length && start < edit.Key + edit.Value.Length));

    public string Apply()
    {
        var result = new StringBuilder(text.Length + (_edits.Count * 200));
        var at = 0;
        foreach (var (start, (length, replacement)) in _edits)
        {
            result.Append(text, at, start - at).Append(replacement);
            at = start + length;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }
}
