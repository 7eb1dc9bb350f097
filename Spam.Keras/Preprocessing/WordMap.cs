using System.Collections;
using System.Runtime.InteropServices;

namespace Spam.Keras.Preprocessing;

/// <summary>
/// Words and a number for each, in the order in which the words came, as Python's dictionaries keep it. Looks up spans without making
/// strings.
/// </summary>
sealed class WordMap : IReadOnlyDictionary<string, int>
{
    readonly Dictionary<string, int> _slots;
    readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _slotsBySpan;
    readonly List<string> _words;
    readonly List<int> _numbers;

    public WordMap(int capacity = 0)
    {
        _slots = new(capacity, StringComparer.Ordinal);
        _slotsBySpan = _slots.GetAlternateLookup<ReadOnlySpan<char>>();
        _words = new(capacity);
        _numbers = new(capacity);
    }

    public int Count => _words.Count;

    public IEnumerable<string> Keys => _words;

    public IEnumerable<int> Values => _numbers;

    public int this[string word]
    {
        get => TryGetValue(word, out var number) ? number : throw new KeyNotFoundException("The tokenizer does not hold this word.");
        set => NumberAt(SlotOf(word)) = value;
    }

    /// <summary>The place of a word in the order; a new word is added with the number 0.</summary>
    public int SlotOf(ReadOnlySpan<char> word)
    {
        if (!_slotsBySpan.TryGetValue(word, out var slot))
        {
            slot = _words.Count;
            var text = word.ToString();
            _slots.Add(text, slot);
            _words.Add(text);
            _numbers.Add(0);
        }

        return slot;
    }

    /// <summary>The number of the word at a place in the order, valid until a word is added.</summary>
    public ref int NumberAt(int slot) => ref CollectionsMarshal.AsSpan(_numbers)[slot];

    public bool TryGetValue(ReadOnlySpan<char> word, out int number)
    {
        var found = _slotsBySpan.TryGetValue(word, out var slot);
        number = found ? _numbers[slot] : 0;
        return found;
    }

    public bool TryGetValue(string key, out int value) => TryGetValue(key.AsSpan(), out value);

    public bool ContainsKey(string key) => _slots.ContainsKey(key);

    public IEnumerator<KeyValuePair<string, int>> GetEnumerator()
    {
        for (var slot = 0; slot < _words.Count; slot++)
            yield return new(_words[slot], _numbers[slot]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
