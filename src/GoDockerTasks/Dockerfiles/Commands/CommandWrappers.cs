namespace GoDockerTasks.Dockerfiles.Commands;

/// <summary>Looks through what stands before a command: assignments, env, sudo, sh -c, eval, find -exec and the like.</summary>
internal static class CommandWrappers
{
    // With the options of theirs that take a word of their own.
    private static readonly Dictionary<string, string[]> Wrappers = new(StringComparer.Ordinal)
    {
        ["command"] = [],
        ["builtin"] = [],
        ["env"] = ["-u", "-C", "-S"],
        ["exec"] = ["-a"],
        ["export"] = [],
        ["nice"] = ["-n"],
        ["nohup"] = [],
        ["sudo"] = ["-u", "-g", "-h", "-p"],
        ["time"] = ["-f", "-o"],
        ["xargs"] = ["-n", "-I", "-P", "-L", "-d", "-s", "-E", "-a"],
        ["strace"] = ["-e", "-o"],
        ["stdbuf"] = ["-i", "-o", "-e"],
        ["unbuffer"] = [],
    };

    // The word after these is not the command yet: a duration, a user, a lock file.
    private static readonly string[] TakesOneWord = ["timeout", "gosu", "su-exec", "setpriv", "flock", "chroot"];

    private static readonly string[] Shells = ["sh", "bash", "ash", "dash", "zsh", "ksh"];

    public static IEnumerable<ShellCommand> Unwrap(IReadOnlyList<ShellWord> words, int depth)
    {
        List<ShellWord> assignments = [];
        var i = 0;
        while (i < words.Count)
        {
            var name = words[i].Text[(words[i].Text.LastIndexOf('/') + 1)..];
            if (IsAssignment(words[i].Text))
            {
                assignments.Add(words[i++]);
            }
            else if (Wrappers.TryGetValue(name, out var withWord))
            {
                i = SkipOptions(words, i + 1, withWord);
            }
            else if (TakesOneWord.Contains(name))
            {
                i = SkipOptions(words, i + 1, ["-s", "-k"]) + 1;
            }
            else
            {
                break;
            }
        }

        ShellWord[] rest = [.. words.Skip(i)];
        var command = new ShellCommand(assignments, rest);
        var script = Shells.Contains(command.Program) ? Script(rest)
            : command.Program == "eval" ? string.Join(' ', command.Arguments)
            : null;
        return
        [
            command,
            .. script is null ? [] : ShellScript.Commands(script, hasSpans: false, depth + 1),
            .. command.Program == "find" && depth < ShellScript.DeepestNesting ? Executed(rest).SelectMany(words => Unwrap(words, depth + 1)) : [],
        ];
    }

    // find . -name go.mod -execdir go vet ./... ';'
    private static IEnumerable<ShellWord[]> Executed(ShellWord[] words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i].Text is "-exec" or "-execdir" or "-ok" or "-okdir")
            {
                ShellWord[] executed = [.. words.Skip(i + 1).TakeWhile(word => word.Text is not (";" or "+"))];
                yield return executed;
                i += executed.Length;
            }
        }
    }

    public static bool IsAssignment(string word)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        return equals > 0
            && (char.IsAsciiLetter(word[0]) || word[0] == '_')
            && word.AsSpan(0, equals).IndexOfAnyExcept(NameCharacters) < 0;
    }

    private static readonly System.Buffers.SearchValues<char> NameCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    private static int SkipOptions(IReadOnlyList<ShellWord> words, int i, string[] withWord)
    {
        while (i < words.Count && words[i].Text.StartsWith('-'))
        {
            i += withWord.Contains(words[i].Text) ? 2 : 1;
        }

        return i;
    }

    // sh -c 'script', bash -exc 'script', bash -o pipefail -c 'script'
    private static string? Script(ShellWord[] words)
    {
        for (var i = 1; i < words.Length - 1; i++)
        {
            var text = words[i].Text;
            if (text.StartsWith('-') && !text.StartsWith("--", StringComparison.Ordinal) && text.EndsWith('c'))
            {
                return words[i + 1].Text;
            }

            if (!text.StartsWith('-') && words[i - 1].Text != "-o")
            {
                return null;
            }
        }

        return null;
    }
}
