using System.Text;
using GoDockerTasks.Reporting;

namespace GoDockerTasks.Images;

/// <summary>Writes a build as a shell script that a person can run, read and change.</summary>
internal static class ShellCommand
{
    /// <summary>How the script begins, below the line that names the shell.</summary>
    internal const string FirstLine = "# The build as it was run.";

    /// <summary>Gives the script. It belongs into the artifacts folder, moves with what is in there, and holds no secret.</summary>
    /// <param name="request">What to build.</param>
    /// <param name="dockerfile">The full path of the Dockerfile as it is built.</param>
    /// <param name="redactor">Takes credentials out of values and arguments.</param>
    public static string For(BuildRequest request, string dockerfile, Redactor redactor)
    {
        var (context, folder) = (request.Settings.Context, request.Settings.Artifacts);
        var text = new StringBuilder();
        text.Append("#!/bin/sh\n" + FirstLine + " Where *** stands, a secret stood: fill it in, or export the variable.\nset -e\n");
        text.Append("here=$(cd \"$(dirname \"$0\")\" && pwd)\n");
        foreach (var (name, value) in BuildVariables.For(request))
        {
            var shown = redactor.Redact(value ?? "");
            text.Append(shown == value ? "" : $"[ -n \"${{{name}:-}}\" ] || ")
                .Append(name).Append('=').Append(Quote(shown)).Append("; export ").Append(name).Append('\n');
        }

        // Not /dev/null: buildx renames a new file over this one, and as root that takes the device away.
        var metadata = Path.Combine(folder, "metadata.json");
        text.Append("exec docker");
        foreach (var argument in BuildxArguments.For(request, dockerfile, metadata, "auto"))
        {
            text.Append(argument.StartsWith("--", StringComparison.Ordinal) ? " \\\n  " : " ");
            text.Append(argument == context ? FromHere(folder, context) : Word(redactor.Redact(argument), folder));
        }

        return text.Append('\n').ToString();
    }

    /// <summary>Quotes a word for a POSIX shell where it needs it.</summary>
    public static string Quote(string word) =>
        word.Length > 0 && word.All(letter => char.IsAsciiLetterOrDigit(letter) || "-_./:=,@+%".Contains(letter, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string Word(string word, string folder)
    {
        var at = word.IndexOf(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        return at < 0 ? Quote(word)
            : $"{(at == 0 ? "" : Quote(word[..at]))}\"$here\"{Quote(word[(at + folder.Length)..].Replace(Path.DirectorySeparatorChar, '/'))}";
    }

    // A repo that was moved as a whole is still one.
    private static string FromHere(string folder, string context)
    {
        var relative = Path.GetRelativePath(folder, context).Replace(Path.DirectorySeparatorChar, '/');
        return relative.Split('/').All(part => part == "..") ? $"\"$here\"/{relative}" : Quote(context);
    }
}
