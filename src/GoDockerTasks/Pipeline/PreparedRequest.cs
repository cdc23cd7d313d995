using GoDockerTasks.Images;
using GoDockerTasks.Io;

namespace GoDockerTasks.Pipeline;

/// <summary>A request, and what it was made for.</summary>
/// <param name="Engine">The engine that it is for.</param>
/// <param name="Request">What is to be built.</param>
/// <param name="Source">The commit that is built; null outside of git.</param>
internal sealed record PreparedRequest(EngineInfo Engine, BuildRequest Request, SourceRevision? Source);
