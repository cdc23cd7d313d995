using System.Text;
using GoDockerTasks.Reporting;

namespace GoDockerTasks.Images;

/// <summary>Writes a build as a shell script that a person can run, read and change.</summary>
internal static class ShellCommand
{
    /// <summary>Gives the script. It expects the Dockerfile beside it, and holds no secret.</summary>
    /// <param name="request">What to build.</param>
    /// <param name="dockerfile">The Dockerfile's file name.</param>
    /// <param name="redactor">Takes credentials out of the Go environment.</param>
    public static string For(BuildRequest request, string dockerfile, Redactor redactor)
    {
        var text = new StringBuilder();
        text.Append("#!/bin/sh\n# The build as it was run. Where *** stands, a secret stood: fill it in.\nset -e\n");
        text.Append("here=$(cd \"$(dirname \"$0\")\" && pwd)\n");
        foreach (var (name, value) in BuildVariables.For(request))
        {
            text.Append("export ").Append(name).Append('=').Append(Quote(redactor.Redact(value ?? ""))).Append('\n');
        }

        var beside = $"$here/{dockerfile}";
        // Not /dev/null: buildx renames a new file over this one, and as root that takes the device away.
        const string Metadata = "$here/metadata.json";
        text.Append("exec docker");
        foreach (var argument in BuildxArguments.For(request, beside, Metadata, "auto"))
        {
            text.Append(argument.StartsWith("--", StringComparison.Ordinal) ? " \\\n  " : " ");
            text.Append(argument == beside || argument == Metadata ? $"\"{argument}\"" : Quote(redactor.Redact(argument)));
        }

        return text.Append('\n').ToString();
    }

    /// <summary>Quotes a word for a POSIX shell where it needs it.</summary>
    public static string Quote(string word) =>
        word.Length > 0 && word.All(letter => char.IsAsciiLetterOrDigit(letter) || "-_./:=,@+%".Contains(letter, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
