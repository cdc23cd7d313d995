namespace GoDockerTasks.Reporting;

/// <summary>Short ways to say something.</summary>
public static class RunLogExtensions
{
    /// <summary>Says what a reader follows.</summary>
    /// <param name="log">The log.</param>
    /// <param name="text">What to say.</param>
    public static void Information(this IRunLog log, string text) => log.Write(new(MessageKind.Information, text));

    /// <summary>Says what is only wanted when something is looked into.</summary>
    /// <param name="log">The log.</param>
    /// <param name="text">What to say.</param>
    public static void Detail(this IRunLog log, string text) => log.Write(new(MessageKind.Detail, text));

    /// <summary>Says what deserves a look.</summary>
    /// <param name="log">The log.</param>
    /// <param name="text">What to say.</param>
    public static void Warning(this IRunLog log, string text) => log.Write(new(MessageKind.Warning, text));

    /// <summary>Says how far something has come.</summary>
    /// <param name="log">The log.</param>
    /// <param name="text">What to say.</param>
    public static void Progress(this IRunLog log, string text) => log.Write(new(MessageKind.Progress, text));
}
