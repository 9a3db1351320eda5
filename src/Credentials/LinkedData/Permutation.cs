namespace Credentials.LinkedData;

/// <summary>Goes through the orders of numbers, the least first.</summary>
internal static class Permutation
{
    /// <summary>Makes of an order the next greater one; false after the last. Orders that equal numbers would repeat come once.</summary>
    public static bool Next(Span<int> order)
    {
        int turn = order.Length - 2;
        while (turn >= 0 && order[turn] >= order[turn + 1])
            turn--;
        if (turn < 0)
            return false;
        int with = order.Length - 1;
        while (order[with] <= order[turn])
            with--;
        (order[turn], order[with]) = (order[with], order[turn]);
        order[(turn + 1)..].Reverse();
        return true;
    }
}
