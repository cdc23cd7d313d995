using Cake.Core;

namespace Cake.Frosting;

/// <summary>What happens before each task.</summary>
public interface IFrostingTaskSetup
{
    /// <summary>Runs before each task. If it fails, the task does not run, but its teardown does.</summary>
    /// <param name="context">The context of the host.</param>
    /// <param name="info">What the engine knows at this point.</param>
    void Setup(ICakeContext context, ITaskSetupContext info);
}
