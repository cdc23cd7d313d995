using Cake.Core;

namespace Cake.Frosting;

/// <summary>What happens before and after each task. For hosts without a context of their own.</summary>
public abstract class FrostingTaskLifetime : FrostingTaskLifetime<ICakeContext>;

/// <summary>What happens before and after each task.</summary>
/// <typeparam name="TContext">The context it needs, as registered with <c>UseContext</c>.</typeparam>
public abstract class FrostingTaskLifetime<TContext> : IFrostingTaskLifetime
    where TContext : ICakeContext
{
    /// <summary>Runs before each task. If it fails, the task does not run, but its teardown does.</summary>
    /// <param name="context">The context.</param>
    /// <param name="info">What the engine knows at this point.</param>
    public abstract void Setup(TContext context, ITaskSetupContext info);

    /// <summary>Runs after each task, also when it failed.</summary>
    /// <param name="context">The context.</param>
    /// <param name="info">What the engine knows at this point.</param>
    public abstract void Teardown(TContext context, ITaskTeardownContext info);

    /// <inheritdoc/>
    void IFrostingTaskSetup.Setup(ICakeContext context, ITaskSetupContext info) =>
        Setup(ContextCast.To<TContext>(context, this), info);

    /// <inheritdoc/>
    void IFrostingTaskTeardown.Teardown(ICakeContext context, ITaskTeardownContext info) =>
        Teardown(ContextCast.To<TContext>(context, this), info);
}
