using Cake.Core;

namespace Cake.Frosting;

/// <summary>Base of a task that awaits for hosts without a context of their own.</summary>
public abstract class AsyncFrostingTask : AsyncFrostingTask<ICakeContext>;

/// <summary>Base of a task that awaits.</summary>
/// <typeparam name="T">The context it needs, as registered with <c>UseContext</c>.</typeparam>
public abstract class AsyncFrostingTask<T> : IFrostingTask
    where T : ICakeContext
{
    /// <summary>Runs the task. A task that does not override this only groups what it depends on.</summary>
    /// <param name="context">The context.</param>
    /// <returns>The work in progress.</returns>
    public virtual Task RunAsync(T context) => Task.CompletedTask;

    /// <summary>Decides whether the task runs; if not, it is reported as skipped.</summary>
    /// <param name="context">The context.</param>
    /// <returns><see langword="true"/> if the task is to run, which is the default.</returns>
    public virtual bool ShouldRun(T context) => true;

    /// <summary>Runs after the task, whether it succeeded or not.</summary>
    /// <param name="context">The context.</param>
    public virtual void Finally(T context)
    {
    }

    /// <summary>Handles an exception of the task: once overridden, the build goes on unless this throws.</summary>
    /// <param name="exception">What the task threw.</param>
    /// <param name="context">The context.</param>
    public virtual void OnError(Exception exception, T context)
    {
    }

    /// <inheritdoc/>
    Task IFrostingTask.RunAsync(ICakeContext context) => RunAsync(ContextCast.To<T>(context, this));

    /// <inheritdoc/>
    bool IFrostingTask.ShouldRun(ICakeContext context) => ShouldRun(ContextCast.To<T>(context, this));

    /// <inheritdoc/>
    void IFrostingTask.Finally(ICakeContext context) => Finally(ContextCast.To<T>(context, this));

    /// <inheritdoc/>
    void IFrostingTask.OnError(Exception exception, ICakeContext context) =>
        OnError(exception, ContextCast.To<T>(context, this));
}
