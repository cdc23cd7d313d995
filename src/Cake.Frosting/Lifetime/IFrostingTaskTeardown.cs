using Cake.Core;

namespace Cake.Frosting;

/// <summary>What happens after each task.</summary>
public interface IFrostingTaskTeardown
{
    /// <summary>Runs after each task, also when it failed.</summary>
    /// <param name="context">The context of the host.</param>
    /// <param name="info">What the engine knows at this point.</param>
    void Teardown(ICakeContext context, ITaskTeardownContext info);
}
