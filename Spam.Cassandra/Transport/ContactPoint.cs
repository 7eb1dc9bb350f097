using System.Net;

namespace Spam.Cassandra.Transport;

/// <summary>Where to begin: a name that is looked up each time that it is needed, or an address.</summary>
/// <param name="Name">A host name, or the text of an address.</param>
/// <param name="Address">The address, if one was given.</param>
sealed record ContactPoint(string Name, IPEndPoint? Address = null);
