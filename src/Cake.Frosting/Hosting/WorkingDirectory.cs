using Cake.Core.IO;

namespace Cake.Frosting;

/// <summary>The working directory that the host sets in code; <c>--working</c> wins over it.</summary>
internal sealed record WorkingDirectory(DirectoryPath Path);
