using System.Text;
using GoDockerTasks.Dockerfiles.Linting.Reports;
using GoDockerTasks.Errors;
using GoDockerTasks.Reporting;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Dockerfiles.Linting;

/// <summary>Looks at Dockerfiles, prints what it finds, and mends what it may: <c>--target=Lint</c>.</summary>
public static class LintCommand
{
    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Does what is asked for.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="output">Where the output goes, and nothing else.</param>
    /// <param name="log">Where it says what it mends, a line each, as soon as the file is written; so a later file that fails hides nothing.</param>
    /// <param name="cancellationToken">Ends it between two files.</param>
    /// <returns>The results, in the order of the files.</returns>
    /// <exception cref="GoDockerException">
    /// A file cannot be read (<c>GDT2110</c>), mended (<c>GDT2121</c>, <c>GDT2122</c>), or the threshold is reached (<c>GDT2120</c>).
    /// </exception>
    public static IReadOnlyList<LintResult> Run(LintRequest request, TextWriter output, TextWriter log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(log);

        // All are read before any is changed: a wrong name stops the run while nothing has happened.
        var files = request.Files.Select(file => (Name: file, Bytes: ReadAll(request, file))).ToArray();
        List<LintResult> results = [];
        foreach (var (name, bytes) in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            results.Add(Lint(request, name, bytes, log));
        }

        Write(request, results, output);
        EnsureBelowThreshold(request, results);
        return results;
    }

    private static LintResult Lint(LintRequest request, string name, byte[] bytes, TextWriter log)
    {
        var path = Path.GetFullPath(name, request.WorkingDirectory);
        var context = new BuildContextFolder(request.Context ?? Path.GetDirectoryName(path)!, path);
        var text = Encoding.UTF8.GetString(bytes);
        if (!request.Fix)
        {
            return DockerfileLinter.Lint(name, text, context);
        }

        var mended = DockerfileFixer.Fix(text, context);
        if (mended.Text != text)
        {
            EnsureText(name, bytes);
            WriteAll(path, name, mended.Text);
            foreach (var finding in mended.Mended)
            {
                log.WriteLine(CiCommands.Defuse($"{name}:{finding.Line}: mended {finding.Rule.Code}"));
            }
        }

        return DockerfileLinter.Lint(name, mended.Text, context);
    }

    private static void Write(LintRequest request, List<LintResult> results, TextWriter output)
    {
        switch (request.Format)
        {
            case LintFormat.Json:
                output.WriteLine(LintJson.Write(results));
                break;
            case LintFormat.Sarif:
                output.WriteLine(LintSarif.Write(results));
                break;
            case LintFormat.GitHub or LintFormat.Azure:
                output.Write(LintText.Annotations(results, request.Format == LintFormat.GitHub ? CiSystem.GitHub : CiSystem.Azure));
                break;
            default:
                output.Write(LintText.Write(results, request.Ci));
                output.Write(LintText.Annotations(results, request.Ci));
                break;
        }
    }

    private static void EnsureBelowThreshold(LintRequest request, List<LintResult> results)
    {
        var reached = results.SelectMany(result => result.Findings.Select(finding => (result.File, Finding: finding)))
            .Where(found => IsReached(request.Threshold, found.Finding.Severity))
            .ToArray();
        if (reached.Length > 0)
        {
            throw new GoDockerException(
                ErrorKinds.LintThreshold,
                $"{reached.Length} finding(s), the first at {reached[0].File}:{reached[0].Finding.Line} ({reached[0].Finding.Rule.Code}).");
        }
    }

    private static bool IsReached(LintThreshold threshold, LintSeverity severity) => threshold switch
    {
        LintThreshold.Error => severity == LintSeverity.Error,
        LintThreshold.Warning => severity >= LintSeverity.Warning,
        LintThreshold.Info => true,
        _ => false,
    };

    private static byte[] ReadAll(LintRequest request, string name)
    {
        try
        {
            return File.ReadAllBytes(Path.GetFullPath(name, request.WorkingDirectory));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new GoDockerException(ErrorKinds.DockerfileNotReadable, $"{name}: {e.Message}", e);
        }
    }

    private static void EnsureText(string name, byte[] bytes)
    {
        try
        {
            _ = _strict.GetCharCount(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new GoDockerException(ErrorKinds.LintNotText, $"{name}: {e.Message}", e) { File = name };
        }
    }

    // As a whole or not at all: a full disk and a run that is ended leave the file as it was.
    private static void Replace(string path, string text)
    {
        var partial = $"{path}.{Guid.NewGuid():N}.partial";
        try
        {
            File.WriteAllText(partial, text, _strict);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(partial, File.GetUnixFileMode(path));
            }

            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static void WriteAll(string path, string name, string text)
    {
        try
        {
            Replace(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path, text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GoDockerException(ErrorKinds.LintNotWritten, $"{name}: {e.Message}", e) { File = name };
        }
    }
}
