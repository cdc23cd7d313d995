using Cake.Core;
using Cake.Core.IO;

namespace Cake.Frosting.Tests.Fakes;

/// <summary>An environment of its own for each test: Cake's own changes the directory of the whole process.</summary>
internal sealed class StubEnvironment : ICakeEnvironment
{
    public Dictionary<string, string> Variables { get; } = [];

    public DirectoryPath WorkingDirectory { get; set; } = "/work-of-this-test";

    public DirectoryPath UserHomeDirectory => "/home/tester";

    public DirectoryPath ApplicationRoot => AppContext.BaseDirectory;

    public ICakePlatform Platform { get; } = new CakePlatform();

    public ICakeRuntime Runtime { get; } = new CakeRuntime();

    public DirectoryPath GetSpecialPath(SpecialPath path) => "/special";

    public string GetEnvironmentVariable(string variable) => Variables.GetValueOrDefault(variable)!;

    public IDictionary<string, string> GetEnvironmentVariables() => Variables;
}
