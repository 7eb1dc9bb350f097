namespace Spam.Web.Json;

/// <summary>A body that the workshop's service gives up on with status 400: bytes in no encoding, too deep, or a number too long.</summary>
sealed class JsonUnreadableException(string message) : Exception(message);
