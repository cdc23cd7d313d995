using Cake.Core;

namespace Cake.Frosting;

/// <summary>What every task of a host is given: Cake's context, and whatever the host adds to it.</summary>
public interface IFrostingContext : ICakeContext;
