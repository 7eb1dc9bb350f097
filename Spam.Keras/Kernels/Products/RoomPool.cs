using System.Collections.Concurrent;

namespace Spam.Keras.Kernels.Products;

/// <summary>Rooms that threads take and give back. Fresh ones at every step would be megabytes, which the collector stops all threads for.</summary>
sealed class RoomPool
{
    readonly ConcurrentBag<ProductRoom> _free = [];

    /// <summary>A room, until it is given back.</summary>
    public ProductRoom Take() => _free.TryTake(out var room) ? room : new();

    /// <summary>Gives a room back. What it held is not used any more.</summary>
    public void GiveBack(ProductRoom room) => _free.Add(room);
}
