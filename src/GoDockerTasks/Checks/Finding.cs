using GoDockerTasks.Errors;

namespace GoDockerTasks.Checks;

/// <summary>One thing that a check found.</summary>
/// <param name="State">Whether it works.</param>
/// <param name="Evidence">What was seen, without credentials.</param>
/// <param name="Fix">A command, or a line to paste; null where there is nothing to do.</param>
/// <param name="ExitCode">The exit code of a run that fails because of it; only where it is broken.</param>
public sealed record Finding(CheckState State, string Evidence, string? Fix = null, ExitCode ExitCode = ExitCode.Succeeded)
{
    /// <summary>Gets a value indicating whether the checks that stand on this one can be made although it is broken.</summary>
    /// <value>The default is false.</value>
    public bool LetsOthersGoOn { get; init; }

    /// <summary>Makes a finding of something that works.</summary>
    /// <param name="evidence">What was seen.</param>
    /// <returns>The finding.</returns>
    public static Finding Ok(string evidence) => new(CheckState.Ok, evidence);

    /// <summary>Makes a finding of something that deserves a look.</summary>
    /// <param name="evidence">What was seen.</param>
    /// <param name="fix">What to do.</param>
    /// <returns>The finding.</returns>
    public static Finding Warning(string evidence, string? fix = null) => new(CheckState.Warning, evidence, fix);

    /// <summary>Makes a finding of something that does not work.</summary>
    /// <param name="evidence">What was seen.</param>
    /// <param name="fix">What to do.</param>
    /// <param name="exitCode">The exit code.</param>
    /// <returns>The finding.</returns>
    public static Finding Broken(string evidence, string fix, ExitCode exitCode) => new(CheckState.Broken, evidence, fix, exitCode);

    /// <summary>Makes a finding of a failure.</summary>
    /// <param name="failure">The failure.</param>
    /// <returns>The finding, with the failure's code, cause and fix.</returns>
    public static Finding Of(GoDockerException failure) => Broken(
        $"{failure.Kind.Code} {failure.Kind.Title}: {failure.Detail}", failure.Fix, failure.ExitCode);
}
