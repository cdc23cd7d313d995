using Cake.Core;

namespace Cake.Frosting;

/// <summary>One node of the build: what the engine runs, skips, finishes and recovers.</summary>
/// <remarks>Derive from <see cref="FrostingTask{T}"/> or <see cref="AsyncFrostingTask{T}"/> rather than from this.</remarks>
public interface IFrostingTask
{
    /// <summary>Runs the task.</summary>
    /// <param name="context">The context of the host.</param>
    /// <returns>The work in progress.</returns>
    Task RunAsync(ICakeContext context);

    /// <summary>Decides whether the task runs; if not, it is reported as skipped.</summary>
    /// <param name="context">The context of the host.</param>
    /// <returns><see langword="true"/> if the task is to run.</returns>
    bool ShouldRun(ICakeContext context);

    /// <summary>Gets the reason that is logged when <see cref="ShouldRun"/> says no.</summary>
    /// <value>Default: empty, which logs that the task was skipped and no reason.</value>
    string SkippedMessage => string.Empty;

    /// <summary>Runs after the task, whether it succeeded or not.</summary>
    /// <param name="context">The context of the host.</param>
    void Finally(ICakeContext context);

    /// <summary>Handles an exception of the task. The build goes on unless this throws.</summary>
    /// <param name="exception">What the task threw.</param>
    /// <param name="context">The context of the host.</param>
    void OnError(Exception exception, ICakeContext context);
}
