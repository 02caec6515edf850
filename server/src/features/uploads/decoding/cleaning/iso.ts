import type { FileKind } from '../../kinds.ts'
import { boxAt, boxesIn, freeBox, type IsoBox } from './isoBoxes.ts'
import { samplesIn, type FileSpan } from './isoSamples.ts'
import { WrongContent } from '../wrongContent.ts'
import type { OpenFile } from './openFile.ts'

/**
 * Films and sound in ISO base media files (MP4, MOV, 3GP, M4A). Kept are the boxes that a player needs, named here;
 * whatever else there is (`udta` with `©xyz` and `loci`, `meta`, `uuid` with XMP, tracks of places beside film and sound)
 * becomes `free` of the same length. Of what lies between the samples of the kept tracks nothing remains.
 * Source: ISO/IEC 14496-12; QuickTime File Format, Location metadata.
 */

const atTop = ['ftyp', 'moov', 'mdat', 'free', 'skip', 'wide', 'moof', 'mfra', 'sidx', 'styp', 'pdin']
const inMovie = ['mvhd', 'trak', 'mvex']
const inTrack = ['tkhd', 'edts', 'mdia']
const inMedia = ['mdhd', 'hdlr', 'minf', 'elng']
const inInformation = ['vmhd', 'smhd', 'nmhd', 'gmhd', 'hdlr', 'dinf', 'stbl']
// prettier-ignore
const inTables = [
  'stsd', 'stts', 'ctts', 'cslg', 'stss', 'stsh', 'sdtp', 'stsz', 'stz2', 'stsc', 'stco', 'co64',
  'stps', 'sgpd', 'sbgp', 'subs', 'saiz', 'saio', 'padb',
]
const inFragment = [
  'mfhd',
  'traf',
  'tfhd',
  'tfdt',
  'trun',
  'sdtp',
  'sgpd',
  'sbgp',
  'subs',
  'saiz',
  'saio',
  'senc',
]

/** The kept boxes within another; the rest is made to say nothing. */
function keptIn(file: OpenFile, box: IsoBox, types: readonly string[]): IsoBox[] {
  const boxes = boxesIn(file, box)
  for (const one of boxes) if (!types.includes(one.type) && one.type !== 'free') freeBox(file, one)
  return boxes.filter(({ type }) => types.includes(type))
}

/** When it was recorded (`mvhd`, `tkhd`, `mdhd`): two moments after version and flags. */
function blankMoments(file: OpenFile, { body, end }: IsoBox): void {
  const isLong = file.bytes(body, 1).readUInt8(0) === 1
  const to = body + (isLong ? 20 : 12)
  if (to > end) throw new WrongContent('upload.unreadable')
  file.blank(body + 4, to)
}

/** A handler's kind of track; its name, which is free text, goes. */
function handlerOf(file: OpenFile, { body, end }: IsoBox): string {
  if (body + 24 > end) throw new WrongContent('upload.unreadable')
  const type = file.text(body + 8, 4)
  file.blank(body + 24, end)
  return type
}

/** A track plays what is in its own file, never what is elsewhere (`dref` §8.7.2). */
function checkReferences(file: OpenFile, dinf: IsoBox): void {
  for (const dref of boxesIn(file, dinf)) {
    if (dref.type !== 'dref') throw new WrongContent('upload.notCleanable')
    for (const entry of boxesIn(file, { body: dref.body + 8, end: dref.end })) {
      if ((file.u32(entry.body) & 1) !== 1) throw new WrongContent('upload.notCleanable')
    }
  }
}

interface Track {
  readonly handler: string
  readonly spans: readonly FileSpan[]
}

function cleanTrack(file: OpenFile, trak: IsoBox): Track | undefined {
  const media = boxesIn(file, trak).find(({ type }) => type === 'mdia')
  const hdlr = media && boxesIn(file, media).find(({ type }) => type === 'hdlr')
  const handler = hdlr && handlerOf(file, hdlr)
  if (handler !== 'vide' && handler !== 'soun') {
    freeBox(file, trak)
    return undefined
  }
  const spans: FileSpan[] = []
  for (const box of keptIn(file, trak, inTrack)) {
    if (box.type === 'tkhd') blankMoments(file, box)
    if (box.type !== 'mdia') continue
    for (const inner of keptIn(file, box, inMedia)) {
      if (inner.type === 'mdhd') blankMoments(file, inner)
      if (inner.type === 'minf') spans.push(...cleanInformation(file, inner))
    }
  }
  return { handler, spans }
}

function cleanInformation(file: OpenFile, minf: IsoBox): FileSpan[] {
  return keptIn(file, minf, inInformation).flatMap(box => {
    if (box.type === 'hdlr') handlerOf(file, box)
    if (box.type === 'dinf') checkReferences(file, box)
    if (box.type !== 'stbl') return []
    keptIn(file, box, inTables)
    return samplesIn(file, box)
  })
}

/** Blanks what no kept sample lies on; samples must lie in the file. */
function blankBetween(file: OpenFile, mdats: readonly IsoBox[], spans: readonly FileSpan[]): void {
  const sorted = spans.filter(([from, to]) => to > from).sort((a, b) => a[0] - b[0])
  const isInside = ([from, to]: FileSpan) => mdats.some(({ body, end }) => from >= body && to <= end)
  if (!sorted.every(isInside)) throw new WrongContent('upload.unreadable')
  for (const { body, end } of mdats) {
    let at = body
    for (const [from, to] of sorted) {
      if (to <= body || from >= end) continue
      if (from > at) file.blank(at, from)
      at = Math.max(at, to)
    }
    file.blank(at, end)
  }
}

/** The boxes of the file; what follows them and is none is cut off. */
function topBoxes(file: OpenFile): IsoBox[] {
  const boxes: IsoBox[] = []
  const has = (type: string) => boxes.some(box => box.type === type)
  for (let at = 0; at < file.sizeB;) {
    const box = boxAt(file, at, file.sizeB)
    const isPlausible = box !== undefined && /^[\x20-\x7e\xa9]{4}$/.test(box.type)
    if (!isPlausible) {
      const isBehind =
        has('moov') && has('mdat') && !atTop.includes(at + 8 <= file.sizeB ? file.text(at + 4, 4) : '')
      if (!isBehind) throw new WrongContent('upload.unreadable')
      file.cutAt(at)
      break
    }
    boxes.push(box)
    at = box.end
  }
  return boxes
}

function cleanFragment(file: OpenFile, moof: IsoBox): void {
  for (const box of keptIn(file, moof, inFragment)) if (box.type === 'traf') keptIn(file, box, inFragment)
}

/** Cleans a film or a sound; gives its kind by its tracks. */
export function cleanIso(file: OpenFile): FileKind {
  const boxes = topBoxes(file)
  const movies = boxes.filter(({ type }) => type === 'moov')
  const mdats = boxes.filter(({ type }) => type === 'mdat')
  const [moov] = movies
  if (!moov || movies.length > 1 || mdats.length === 0) throw new WrongContent('upload.unreadable')
  for (const box of boxes) if (!atTop.includes(box.type) || box.type === 'skip') freeBox(file, box)
  for (const box of boxes) if (box.type === 'free' || box.type === 'wide') file.blank(box.body, box.end)
  const inside = keptIn(file, moov, inMovie)
  const isFragmented = inside.some(({ type }) => type === 'mvex')
  for (const box of inside) if (box.type === 'mvhd') blankMoments(file, box)
  const traks = inside.filter(({ type }) => type === 'trak')
  const tracks = traks.map(trak => cleanTrack(file, trak))
  const kept = tracks.filter(track => track !== undefined)
  if (kept.length === 0) throw new WrongContent('upload.unreadable')
  // Samples of fragments are not traced: where a track had to go, they would stay.
  if (isFragmented && kept.length < tracks.length) throw new WrongContent('upload.notCleanable')
  if (isFragmented) for (const box of boxes) if (box.type === 'moof') cleanFragment(file, box)
  if (!isFragmented)
    blankBetween(
      file,
      mdats,
      kept.flatMap(({ spans }) => spans),
    )
  const isFilm = kept.some(({ handler }) => handler === 'vide')
  return isFilm ? { kind: 'video', mediaType: 'video/mp4' } : { kind: 'voice', mediaType: 'audio/mp4' }
}
