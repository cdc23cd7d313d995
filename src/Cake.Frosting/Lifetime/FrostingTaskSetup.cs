using Cake.Core;

namespace Cake.Frosting;

/// <summary>What happens before each task. For hosts without a context of their own.</summary>
public abstract class FrostingTaskSetup : FrostingTaskSetup<ICakeContext>;

/// <summary>What happens before each task.</summary>
/// <typeparam name="TContext">The context it needs, as registered with <c>UseContext</c>.</typeparam>
public abstract class FrostingTaskSetup<TContext> : IFrostingTaskSetup
    where TContext : ICakeContext
{
    /// <summary>Runs before each task. If it fails, the task does not run, but its teardown does.</summary>
    /// <param name="context">The context.</param>
    /// <param name="info">What the engine knows at this point.</param>
    public abstract void Setup(TContext context, ITaskSetupContext info);

    /// <inheritdoc/>
    void IFrostingTaskSetup.Setup(ICakeContext context, ITaskSetupContext info) =>
        Setup(ContextCast.To<TContext>(context, this), info);
}
