using System.Text;
using GoDockerTasks.Errors;
using GoDockerTasks.Io;
using GoDockerTasks.Reporting;

namespace GoDockerTasks.Images;

/// <summary>Runs <c>docker buildx build</c> once and follows it to its end, or ends it when something stands still.</summary>
/// <param name="processes">Runs docker.</param>
/// <param name="redactor">Knows the secrets that no log may show.</param>
/// <param name="time">The clock.</param>
internal sealed class BuildProcess(IProcessRunner processes, Redactor redactor, TimeProvider time)
{
    // What a buildx says that has no rawjson. Older ones than 0.12 say nothing and print the plain form.
    private const string UnknownProgress = "invalid progress mode";

    // docker's own exit code for a build that failed.
    private const int Failed = 1;

    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);

    /// <summary>Runs the build.</summary>
    public async Task<BuildEnd> RunAsync(
        BuildRequest request, BuildFiles files, string logFile, IRunLog log, CancellationToken cancellationToken)
    {
        var end = await RunAsync(request, files, "rawjson", logFile, log, cancellationToken);

        return end.Text.Any(line => line.Contains(UnknownProgress, StringComparison.Ordinal))
            ? await RunAsync(request, files, "plain", logFile, log, cancellationToken)
            : end;
    }

    private async Task<BuildEnd> RunAsync(
        BuildRequest request, BuildFiles files, string form, string logFile, IRunLog log, CancellationToken cancellationToken)
    {
        await using var file = new StreamWriter(logFile, append: false, new UTF8Encoding(false));
        var original = Encoding.UTF8.GetString(request.Dockerfile.Original);
        var progress = new BuildLog(file, log, redactor, original);
        var excerpt = new SourceExcerpt(request.Dockerfile);
        var watch = new BuildWatch(request.Settings.Build, time, request.TimeLeft);
        List<string> text = [];
        var reader = new ProgressReader(
            status =>
            {
                watch.Take(status);
                progress.Take(status);
            },
            line =>
            {
                text.Add(line);
                progress.Take(excerpt.AsWritten(line));
            });
        var spec = new ProcessSpec("docker", BuildxArguments.For(request, files.Dockerfile, files.Metadata, form))
        {
            Environment = BuildVariables.For(request),
        };

        string? overdue = null;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var glances = time.CreateTimer(_ => Look(), null, Glance, Glance);
        try
        {
            var exitCode = await processes.RunAsync(spec, Take, stop.Token);
            reader.Flush();
            return new(exitCode, progress.Steps, text);
        }
        catch (OperationCanceledException) when (overdue is not null && !cancellationToken.IsCancellationRequested)
        {
            progress.Take($"ERROR: {overdue}");
            return new(Failed, progress.Steps, text);
        }
        catch (GoDockerException e) when (e.Kind == ErrorKinds.ProgramNotStarted)
        {
            throw new GoDockerException(ErrorKinds.DockerNotInstalled, e.Detail, e);
        }

        void Take(ProcessLine line)
        {
            watch.Hear();
            reader.Take(line.Text);
        }

        void Look()
        {
            if (watch.Doing() is { } doing)
            {
                log.Progress(redactor.Redact(StepName.AsWritten(doing, original)));
            }

            if (overdue is null && watch.Overdue() is { } late)
            {
                overdue = late;
                stop.Cancel();
            }
        }
    }
}

/// <summary>How a run of docker ended.</summary>
/// <param name="ExitCode">docker's exit code.</param>
/// <param name="Steps">The steps that were begun.</param>
/// <param name="Text">The lines that were no progress: errors.</param>
internal sealed record BuildEnd(int ExitCode, IReadOnlyList<BuildStep> Steps, IReadOnlyList<string> Text);
