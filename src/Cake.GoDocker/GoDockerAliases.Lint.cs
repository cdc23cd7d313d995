using Cake.Core;
using Cake.Core.Annotations;
using Cake.Core.IO;
using GoDockerTasks.Dockerfiles.Linting;
using GoDockerTasks.Errors;
using GoDockerTasks.Settings;

namespace Cake.GoDocker;

/// <content>What is said about Dockerfiles.</content>
public static partial class GoDockerAliases
{
    /// <summary>States facts about Dockerfiles and finds what is wrong with them. The script decides what that means.</summary>
    /// <param name="context">The Cake context.</param>
    /// <param name="dockerfiles">The Dockerfiles.</param>
    /// <returns>The results, in the order of the files.</returns>
    /// <example>
    /// <code>
    /// Task("Lint").Does(() =>
    /// {
    ///     foreach (var finding in GoDockerLint("Dockerfile").SelectMany(result => result.Findings))
    ///     {
    ///         Warning("line {0}: {1}", finding.Line, finding.Message);
    ///     }
    /// });
    /// </code>
    /// </example>
    /// <exception cref="CakeException">A file cannot be read; message and exit code say why.</exception>
    [CakeMethodAlias]
    public static IReadOnlyList<LintResult> GoDockerLint(this ICakeContext context, params FilePath[] dockerfiles)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(dockerfiles);

        var request = new LintRequest
        {
            Files = [.. dockerfiles.Select(file => file.FullPath)],
            WorkingDirectory = context.Environment.WorkingDirectory.FullPath,
            Threshold = LintThreshold.None,
        };
        try
        {
            return LintCommand.Run(request, TextWriter.Null, TextWriter.Null, CancellationToken.None);
        }
        catch (GoDockerException e)
        {
            throw new CakeException((int)e.ExitCode, e.Message, e);
        }
    }
}
