'use client';
import { useEffect, useLayoutEffect } from 'react';

// A server has no layout, and older React says so with each rendering.
/** An effect that runs in the very task of the change, before anything is painted. */
export const useAfterChange = typeof document === 'undefined' ? useEffect : useLayoutEffect;
