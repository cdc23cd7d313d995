using System.Text;

namespace GoDockerTasks.Dockerfiles.Rewriting;

/// <summary>Replacements in a text, collected in any order and made at once.</summary>
internal sealed class TextEdits(string text)
{
    private readonly List<Edit> _edits = [];

    /// <summary>Replaces a part; false where something has been changed there already.</summary>
    public bool Replace(int start, int length, string replacement)
    {
        if (IsTouched(start, length))
        {
            return false;
        }

        _edits.Insert(IndexOf(start), new(start, length, replacement));
        return true;
    }

    /// <summary>Says whether a change has been made in a part, or just where it starts.</summary>
    public bool IsTouched(int start, int length)
    {
        var index = IndexOf(start);
        return (index < _edits.Count && (_edits[index].Start == start || _edits[index].Start < start + length))
            || (index > 0 && _edits[index - 1].End > start);
    }

    public string Apply()
    {
        var result = new StringBuilder(text.Length + (_edits.Count * 200));
        var at = 0;
        foreach (var edit in _edits)
        {
            result.Append(text, at, edit.Start - at).Append(edit.Text);
            at = edit.End;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }

    private int IndexOf(int start)
    {
        var low = 0;
        var high = _edits.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_edits[middle].Start < start)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private readonly record struct Edit(int Start, int Length, string Text)
    {
        public int End => Start + Length;
    }
}
