using GoDockerTasks.Errors;
using GoDockerTasks.Io;

namespace GoDockerTasks.Images;

/// <summary>Reads from docker's own words why it did not answer.</summary>
internal static class DockerErrors
{
    public static GoDockerException From(ProcessOutput answer)
    {
        var words = answer.Error.Trim() is { Length: > 0 } error ? error : answer.Output.Trim();
        var said = words.Length == 0 ? $"docker ended with {answer.ExitCode} and said nothing." : words;
        var kind =
            Says(words, "permission denied") ? ErrorKinds.DaemonNotPermitted
            : Says(words, "Cannot connect to the Docker daemon") || Says(words, "error during connect")
                || Says(words, "connection refused") ? ErrorKinds.DaemonNotRunning
            : Says(words, "no builder ") ? ErrorKinds.BuilderNotFound
            : ErrorKinds.DockerAnswerUnclear;

        return new(kind, said);
    }

    private static bool Says(string words, string text) => words.Contains(text, StringComparison.OrdinalIgnoreCase);
}
