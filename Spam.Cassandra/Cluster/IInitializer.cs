#nullable disable

namespace Cassandra;

/// <summary>What a cluster is built from: a <see cref="Builder"/>.</summary>
public interface IInitializer;
