using Cake.Core;

namespace Cake.Frosting;

/// <summary>What happens before the first and after the last task. For hosts without a context of their own.</summary>
public abstract class FrostingLifetime : FrostingLifetime<ICakeContext>;

/// <summary>What happens before the first and after the last task.</summary>
/// <typeparam name="TContext">The context it needs, as registered with <c>UseContext</c>.</typeparam>
public abstract class FrostingLifetime<TContext> : IFrostingLifetime
    where TContext : ICakeContext
{
    /// <summary>Runs before the first task. If it fails, no task runs, but the teardown does.</summary>
    /// <param name="context">The context.</param>
    /// <param name="info">What the engine knows at this point.</param>
    public abstract void Setup(TContext context, ISetupContext info);

    /// <summary>Runs after the last task, also when something failed.</summary>
    /// <param name="context">The context.</param>
    /// <param name="info">What the engine knows at this point.</param>
    public abstract void Teardown(TContext context, ITeardownContext info);

    /// <inheritdoc/>
    void IFrostingSetup.Setup(ICakeContext context, ISetupContext info) =>
        Setup(ContextCast.To<TContext>(context, this), info);

    /// <inheritdoc/>
    void IFrostingTeardown.Teardown(ICakeContext context, ITeardownContext info) =>
        Teardown(ContextCast.To<TContext>(context, this), info);
}
