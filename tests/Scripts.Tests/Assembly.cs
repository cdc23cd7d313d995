using System.Runtime.Versioning;

[assembly: UnsupportedOSPlatform("windows")]
[assembly: FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[assembly: Parallelizable(ParallelScope.All)]
